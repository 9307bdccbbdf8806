import { describe, expect, it } from 'vitest'
import { permissions } from '../../../shared/permission/table.ts'
import { call } from '../harness.ts'
import { newCode, openDesk } from '../notifications/desk.ts'
import { refusesBadTokens } from './bad-tokens.ts'
import { acceptClients, type Caller, callers, city, otherWard, register, tokenOf, ward } from './callers.ts'
import { expected } from './expected.ts'
import { matrix } from './matrix.ts'

acceptClients()
const desk = await openDesk()
const { handler, routes } = desk
await register(desk.table)
const [ours, theirs, absent] = [newCode(ward), newCode(otherWard), newCode(ward)]
for (const code of [ours, theirs]) await desk.accepted(code, { email: 'binh@example.com' })

matrix({ service: 'notifications', handler, routes, records: {}, recordless: ['GET /v1/notifications'] })

refusesBadTokens(handler, {
  guarded: `GET /v1/notifications?subject=${ours}`,
  open: 'GET /v1/notifications/health',
  sub: `clerk-${ward}`,
})

const row = permissions['notification:list']
const list = (one: Caller, code: string) =>
  call(handler, `GET /v1/notifications?subject=${code}`, { token: tokenOf(one) })

describe('The messages about a dossier', () => {
  it.each([
    ['of the ward', ours, [ward, city]],
    ['of another ward', theirs, [otherWard, city]],
  ])('%s are listed for whom the permission table says, and for nobody else', async (_, code, agencies) => {
    for (const one of callers) {
      const { status, body } = await list(one, code)
      const verdict = expected(one, row, { agencies, owners: [], seenBy: row })
      // Whose role has no such list at all hears that; whose has, not even that there is a dossier.
      const should = verdict === 404 && expected(one, row) === 403 ? 403 : verdict
      expect([one.name, status]).toEqual([one.name, should === 'passes' ? 200 : should])
      if (should === 'passes') expect([one.name, body.items.length]).toEqual([one.name, 1])
    }
  })

  it('that may not be seen are answered with the bytes of what is not there', async () => {
    const bytes = ({ status, headers, body: { instance: _, ...body } }: Awaited<ReturnType<typeof list>>) =>
      JSON.stringify({ status, headers, body })
    const unseen = callers.filter(
      (one) => expected(one, row, { agencies: [ward, city], owners: [], seenBy: row }) === 404,
    )
    expect(unseen.length).toBeGreaterThan(0)
    for (const one of unseen) {
      expect([one.name, bytes(await list(one, ours))]).toEqual([one.name, bytes(await list(one, absent))])
    }
  })
})
