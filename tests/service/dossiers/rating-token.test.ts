import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { DossierSnapshot } from '../../../functions/dossiers/events.ts'
import { tokenFrom } from '../../../shared/crypto/derived-token.ts'
import { keyedHash } from '../../../shared/crypto/keyed-hash.ts'
import { eventOf } from '../../../shared/events/envelope.ts'
import { withinOneHour } from '../hour.ts'
import { type Desk, marriage, online, openDesk } from './desk.ts'

/** Every line that a function writes. */
const lines: string[] = []
let desk: Desk
beforeAll(async () => {
  for (const name of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, name).mockImplementation((...parts: unknown[]) => void lines.push(parts.map(String).join(' ')))
  }
  await withinOneHour()
  desk = await openDesk()
})
afterAll(() => void vi.restoreAllMocks())

const reasons = [{ ground: 'Luật Hộ tịch', text: 'Không thuộc thẩm quyền' }]
const denied = { outcome: 'DENIED', denial: { reasons } }
const shown = async ({ code, secret }: { code: string; secret: string }) =>
  (await desk.as(undefined, 'POST /v1/lookups', { body: { code, secret } })).body
const hashes = async (code: string) =>
  (await desk.journal(code)).map((item) => eventOf('dossiers', item).data.ratingTokenHash)
const markOf = (token: string) => createHash('sha256').update(token).digest('base64url')

type Step = [who: string, act: string, body: object]
const handedOver: Step = ['clerk-1', 'hand-over', { to: { unit: 'ho-tich', person: 'specialist-1' } }]
const completed: Step = ['leader-1', 'complete', denied]

/** A dossier of its own, led through these acts one after another. */
async function led(who: string, body: object, steps: Step[]) {
  const filed = (await desk.file(who, body)).body as { code: string; secret: string }
  for (const [index, [by, act, asked]] of steps.entries()) {
    const { status } = await desk.act(by, act, filed.code, index + 1, asked)
    expect([act, status]).toEqual([act, 200])
  }
  return filed
}

const refused: [who: string, body: object, steps: Step[]] = [
  'citizen-1',
  online(),
  [['clerk-1', 'refuse', { reasons }]],
]
const ends: [status: number, who: string, body: object, steps: Step[]][] = [
  [3, ...refused],
  [7, 'citizen-1', online(), [['citizen-1', 'withdraw', {}]]],
  [8, 'clerk-1', marriage(), [['leader-1', 'stop', { ground: 'Quyết định' }]]],
  [9, 'clerk-1', marriage(), [handedOver, completed]],
  [10, 'clerk-1', marriage(), [handedOver, completed, ['clerk-1', 'return', { method: 'DESK', to: 'Người nộp' }]]],
]

describe('the rating token', () => {
  it.each(ends)('is shown to who looks up a dossier in status %i, and the event has its hash', async (...end) => {
    const [status, who, body, steps] = end
    const filed = await led(who, body, steps)
    const answer = await shown(filed)
    expect(answer.status.code).toBe(status)
    expect(answer.ratingToken).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
    expect((await hashes(filed.code)).at(-1)).toBe(markOf(answer.ratingToken))
  })

  it('is not there before the end, nor is its hash', async () => {
    const filed = await led('clerk-1', marriage(), [handedOver, ['specialist-1', 'note', { note: 'Đã gọi điện' }]])
    expect(await shown(filed)).not.toHaveProperty('ratingToken')
    expect(await hashes(filed.code)).toEqual([undefined, undefined, undefined])
  })

  it('is told by the acts that end a dossier and by no other: not by a note after the end', async () => {
    const returned: Step = ['clerk-1', 'return', { method: 'DESK', to: 'Người nộp' }]
    const note: Step = ['specialist-1', 'note', { note: 'Gọi lại' }]
    const { code } = await led('clerk-1', marriage(), [handedOver, completed, note, returned, note])
    const told = await hashes(code)
    expect(told.map((hash) => hash !== undefined)).toEqual([false, false, true, false, true, false])
    expect(told[2]).toBe(told[4])
  })

  it('is the same at each look-up, and another for each dossier', async () => {
    const [one, other] = [await led('clerk-1', marriage(), [handedOver, completed]), await led(...refused)]
    const { ratingToken } = await shown(one)
    expect((await shown(one)).ratingToken).toBe(ratingToken)
    expect((await shown(other)).ratingToken).not.toBe(ratingToken)
  })

  it('is made of the code under a key of its own, for which KMS is asked once, and is kept nowhere', async () => {
    let asked = 0
    desk.kms.middlewareStack.add(
      (next) => (command) => {
        asked += 1
        return next(command)
      },
      { step: 'initialize' },
    )
    const hash = keyedHash(desk.kms, process.env.LOOKUP_KEY ?? '', 'motcua dossier rating 1')
    const ended = [await led(...refused), await led(...refused)]
    for (const filed of ended) expect((await shown(filed)).ratingToken).toBe(tokenFrom(await hash(filed.code)))
    expect(asked).toBe(1)
  })

  it('is for who holds the secret alone: not for staff, nor in what is stored, published or logged', async () => {
    const filed = await led(...refused)
    const { ratingToken } = await shown(filed)
    for (const who of ['clerk-1', 'leader-1', 'citizen-1']) {
      for (const rest of ['', '/journal']) {
        expect(JSON.stringify((await desk.read(who, filed.code, rest)).body)).not.toContain(ratingToken)
      }
    }
    expect(JSON.stringify(await desk.dump())).not.toContain(ratingToken)
    for (const item of await desk.journal(filed.code)) {
      const { data } = eventOf('dossiers', item)
      expect(DossierSnapshot.strict().parse(data)).toEqual(data)
    }
    expect(lines.length).toBeGreaterThan(20)
    expect(lines.join('\n')).not.toContain(ratingToken)
  })
})
