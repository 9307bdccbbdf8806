import { permissions } from '../../../shared/permission/table.ts'
import { marriage, online, openDesk } from '../dossiers/desk.ts'
import { refusesBadTokens } from './bad-tokens.ts'
import { acceptClients, city, register, ward } from './callers.ts'
import { matrix } from './matrix.ts'

acceptClients()
const { file, handler, table } = await openDesk()
const { routes } = await import('../../../functions/dossiers/api.ts')
await register(table)
const { code } = (await file('owner', online())).body

const filing = { agencies: [ward, city], owners: [] }

matrix({
  service: 'dossiers',
  handler,
  routes,
  records: {
    '/v1/dossiers/{code}': {
      agencies: [ward, city],
      owners: ['owner'],
      seenBy: permissions['dossier:read'],
      present: { code },
      absent: { code: `${ward}-261126-9999` },
    },
  },
  recordless: ['POST /v1/dossiers', 'GET /v1/dossiers'],
  variants: [
    { of: 'POST /v1/dossiers', why: 'filed online', about: filing, body: () => online() },
    {
      of: 'POST /v1/dossiers',
      why: 'taken in at the desk, which only its clerks do',
      row: { clerk: 'agency' },
      about: filing,
      body: () => marriage(),
    },
  ],
})

refusesBadTokens(handler, {
  guarded: `GET /v1/dossiers/${code}`,
  open: 'GET /v1/dossiers/health',
  sub: `clerk-${ward}`,
})
