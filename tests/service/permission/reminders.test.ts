import { describe, expect, it } from 'vitest'
import { type Action, permissions } from '../../../shared/permission/table.ts'
import { call } from '../harness.ts'
import { openDesk } from '../reminders/api-desk.ts'
import { refusesBadTokens } from './bad-tokens.ts'
import { acceptClients, type Caller, callers, city, otherWard, register, tokenOf, ward } from './callers.ts'
import { expected } from './expected.ts'
import { matrix } from './matrix.ts'

acceptClients()
const { handler, routes, table, dossier, feedback } = await openDesk()
await register(table)

const clerk = callers.find(({ id }) => id === `clerk-${ward}`) as Caller
const make = async () => (await call(handler, 'POST /v1/feeds', { token: tokenOf(clerk), body: { of: 'AGENCY' } })).body
const [revocable, read] = [await make(), await make()]
const code = `${ward}-261116-0001`
await dossier(code, 1, 'accepted')
const [note, far, hidden, none] = ['7K3M9QX2VA', '7K3M9QX2VB', '7K3M9QX2VC', '7K3M9QX2ZZ']
await feedback(note, 1, 'received')
await feedback(far, 1, 'received', { agency: otherWard, receivingPoint: `${otherWard}-01` })
await feedback(hidden, 1, 'received', { kind: 'TO_CAO', restricted: true })

const seenBy = permissions['feed:own']
const about = { agencies: [ward, city], owners: [clerk.id as string], seenBy }

matrix({
  service: 'reminders',
  handler,
  routes,
  records: {
    '/v1/feeds/{id}': { ...about, present: { id: revocable.id }, absent: { id: `0${revocable.id.slice(1)}` } },
    '/v1/feeds/{token}.ics': {
      ...about,
      present: { token: read.url.slice('/v1/feeds/'.length, -'.ics'.length) },
      absent: { token: 'A'.repeat(43) },
    },
  },
  recordless: ['GET /v1/reminders', 'POST /v1/feeds', 'GET /v1/feeds'],
})

const row = permissions['reminder:list']
const list = (one: Caller, query: string) => call(handler, `GET /v1/reminders?${query}`, { token: tokenOf(one) })
/** Who may list reminders at all is told 404 of what he may not see, everybody else 403 of any. */
const verdict = (one: Caller, action: Action, agencies: string[]) => {
  const ever = expected(one, row)
  if (ever !== 'passes') return ever
  const sees = permissions[action]
  return expected(one, sees, { agencies, owners: [], seenBy: sees }) === 'passes' ? 200 : 404
}

describe.each([
  ['a dossier', `dossier=${code}`, `dossier=${ward}-261116-9999`, 'reminder:list', ward],
  ['a feedback', `feedback=${note}`, `feedback=${none}`, 'reminder:list', ward],
  ['a feedback of another ward', `feedback=${far}`, `feedback=${none}`, 'reminder:list', otherWard],
  ['a denunciation', `feedback=${hidden}`, `feedback=${none}`, 'feedback:denunciation', ward],
] as const)('The reminders of %s', (_, query, missing, action, at) => {
  it.each(callers)('are answered as the table says to: $name', async (one) => {
    const [there, absent] = [await list(one, query), await list(one, missing)]
    const should = verdict(one, action, [at, city])
    expect([there.status, absent.status]).toEqual([should, should === 200 ? 404 : should])
    if (there.status === 200) expect(there.body.items.length).toBeGreaterThan(0)
    if (there.status !== 404) return
    const bytes = ({ body: { instance: _, ...body }, ...rest }: typeof there) => JSON.stringify({ ...rest, body })
    expect(bytes(there)).toBe(bytes(absent))
  })
})

describe('The reminders of a denunciation', () => {
  it('are listed for leaders of the ward and of the city above it, and for nobody else', async () => {
    const seen = await Promise.all(
      callers.map(async (one) => ((await list(one, `feedback=${hidden}`)).status === 200 ? one.name : '')),
    )
    expect(seen.filter(Boolean)).toEqual(['leader of the ward', 'leader of the city'])
  })
})

refusesBadTokens(handler, { guarded: 'GET /v1/feeds', open: 'GET /v1/reminders/health', sub: `clerk-${ward}` })
