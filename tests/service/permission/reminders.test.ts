import { describe, expect, it } from 'vitest'
import { permissions } from '../../../shared/permission/table.ts'
import { call } from '../harness.ts'
import { openDesk } from '../reminders/api-desk.ts'
import { refusesBadTokens } from './bad-tokens.ts'
import { acceptClients, type Caller, callers, city, register, tokenOf, ward } from './callers.ts'
import { expected } from './expected.ts'
import { matrix } from './matrix.ts'

acceptClients()
const { handler, routes, table, dossier } = await openDesk()
await register(table)

const clerk = callers.find(({ id }) => id === `clerk-${ward}`) as Caller
const make = async () => (await call(handler, 'POST /v1/feeds', { token: tokenOf(clerk), body: { of: 'AGENCY' } })).body
const [revocable, read] = [await make(), await make()]
const code = `${ward}-261116-0001`
await dossier(code, 1, 'accepted')

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

describe('The reminders of a dossier', () => {
  const list = (one: Caller, of: string) => call(handler, `GET /v1/reminders?dossier=${of}`, { token: tokenOf(one) })
  const row = permissions['reminder:list']
  /** Who may list reminders at all is told 404 of a dossier elsewhere, everybody else 403 of any. */
  const verdict = (one: Caller) => {
    const ever = expected(one, row)
    if (ever !== 'passes') return ever
    return expected(one, row, { ...about, seenBy: row }) === 'passes' ? 200 : 404
  }

  it.each(callers)('are answered as the table says to: $name', async (one) => {
    const [there, absent] = [await list(one, code), await list(one, `${ward}-261116-9999`)]
    expect([there.status, absent.status]).toEqual([verdict(one), verdict(one) === 200 ? 404 : verdict(one)])
    if (there.status !== 404) return
    const bytes = ({ body: { instance: _, ...body }, ...rest }: typeof there) => JSON.stringify({ ...rest, body })
    expect(bytes(there)).toBe(bytes(absent))
  })
})

refusesBadTokens(handler, { guarded: 'GET /v1/feeds', open: 'GET /v1/reminders/health', sub: `clerk-${ward}` })
