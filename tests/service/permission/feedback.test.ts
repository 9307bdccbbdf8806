import { permissions } from '../../../shared/permission/table.ts'
import { denunciation, note, openDesk, report } from '../feedback/desk.ts'
import { refusesBadTokens } from './bad-tokens.ts'
import { acceptClients, city, register, ward } from './callers.ts'
import { matrix } from './matrix.ts'

acceptClients()
const { handler, sent, table } = await openDesk()
const { routes } = await import('../../../functions/feedback/api.ts')
await register(table)

const about = { agencies: [ward, city], owners: [], seenBy: permissions['feedback:read'] }
const { id } = await sent(report())
const { id: hidden } = await sent(denunciation())
const leaders = permissions['feedback:denunciation']
/** Of a denunciation there is nothing to be seen for anybody else, whatever he asks for. */
const staffRoutes = routes.filter(({ path, spec }) => path.startsWith('/v1/feedback/{id}') && !spec.heldBy)

matrix({
  service: 'feedback',
  handler,
  routes,
  records: { '/v1/feedback/{id}': { ...about, present: { id }, absent: { id: '0000000000' } } },
  recordless: [
    'GET /v1/feedback',
    ...routes.filter(({ path }) => path.startsWith('/v1/ratings')).map(({ method, path }) => `${method} ${path}`),
  ],
  variants: [
    ...staffRoutes.map(({ method, path, spec }) => ({
      of: `${method} ${path}`,
      why: 'of a denunciation',
      row: spec.action === 'feedback:publish' ? permissions['feedback:publish'] : leaders,
      about: { ...about, seenBy: leaders },
      params: { id: hidden },
      body: () => (method === 'GET' ? undefined : {}),
    })),
    {
      of: 'POST /v1/feedback',
      why: 'taken down at the counter, which only its clerks do',
      row: permissions['feedback:take-down'],
      about: { agencies: [ward, city], owners: [] },
      body: () => report({ channel: 'COUNTER', agency: ward }),
    },
    { of: 'POST /v1/feedback', why: 'by whoever writes', about: { agencies: [], owners: [] }, body: () => note() },
  ],
})

refusesBadTokens(handler, {
  guarded: `GET /v1/feedback/${id}`,
  open: 'GET /v1/feedback/health',
  sub: `clerk-${ward}`,
})
