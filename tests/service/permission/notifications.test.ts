import { describe, expect, it } from 'vitest'
import { type Action, permissions } from '../../../shared/permission/table.ts'
import { call } from '../harness.ts'
import { newCode, newFeedback, openDesk } from '../notifications/desk.ts'
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
const [note, far, hidden, away, none] = [1, 2, 3, 4, 5].map(newFeedback) as [string, string, string, string, string]
const there = { agency: otherWard, receivingPoint: `${otherWard}-01` }
const restricted = { kind: 'TO_CAO', restricted: true }
for (const [id, data] of [
  [note, {}],
  [far, there],
  [hidden, restricted],
  [away, { ...restricted, ...there }],
] as const) {
  await desk.received(id, { email: 'binh@example.com' }, data)
}

matrix({ service: 'notifications', handler, routes, records: {}, recordless: ['GET /v1/notifications'] })

refusesBadTokens(handler, {
  guarded: `GET /v1/notifications?subject=${ours}`,
  open: 'GET /v1/notifications/health',
  sub: `clerk-${ward}`,
})

const list = (one: Caller, subject: string) =>
  call(handler, `GET /v1/notifications?subject=${subject}`, { token: tokenOf(one) })
/** Whose role has no such list at all hears that; whose has, of what he may not see not even that it is there. */
const verdict = (one: Caller, agencies: string[], action: Action) => {
  const ever = expected(one, permissions['notification:list'])
  if (ever !== 'passes') return ever
  const row = permissions[action]
  return expected(one, row, { agencies, owners: [], seenBy: row }) === 'passes' ? 200 : 404
}
const bytes = ({ status, headers, body: { instance: _, ...body } }: Awaited<ReturnType<typeof list>>) =>
  JSON.stringify({ status, headers, body })

describe.each([
  ['a dossier of the ward', ours, [ward, city], 'notification:list', absent],
  ['a dossier of another ward', theirs, [otherWard, city], 'notification:list', absent],
  ['a feedback of the ward', note, [ward, city], 'notification:list', none],
  ['a feedback of another ward', far, [otherWard, city], 'notification:list', none],
  ['a denunciation of the ward', hidden, [ward, city], 'feedback:denunciation', none],
  ['a denunciation of another ward', away, [otherWard, city], 'feedback:denunciation', none],
] as const)('The messages about %s', (_, subject, agencies, action, missing) => {
  it.each(callers)('are answered as the permission table says to: $name', async (one) => {
    const { status, body } = await list(one, subject)
    expect(status).toBe(verdict(one, [...agencies], action))
    if (status === 200) expect(body.items.length).toBeGreaterThan(0)
  })

  it('that may not be seen are answered with the bytes of what is not there', async () => {
    const unseen = callers.filter((one) => verdict(one, [...agencies], action) === 404)
    expect(unseen.length).toBeGreaterThan(0)
    for (const one of unseen) {
      expect([one.name, bytes(await list(one, subject))]).toEqual([one.name, bytes(await list(one, missing))])
    }
  })
})

describe('The messages about a denunciation', () => {
  it('are listed for leaders of the ward and of the city above it, and for nobody else', async () => {
    const seen = await Promise.all(
      callers.map(async (one) => ((await list(one, hidden)).status === 200 ? one.name : '')),
    )
    expect(seen.filter(Boolean)).toEqual(['leader of the ward', 'leader of the city'])
  })
})
