import { beforeAll, describe, expect, it } from 'vitest'
import { withinOneHour } from '../hour.ts'
import { type Desk, freshAddress, note, openDesk, report } from './desk.ts'

const [budget, lookups, tries, many] = [30, 40, 10, 200]
const wrong = '000000000000'

let desk: Desk
beforeAll(async () => {
  await withinOneHour()
  desk = await openDesk({ FEEDBACK_PER_ADDRESS: `${budget}`, LOOKUPS_PER_ADDRESS: `${lookups}` })
})

type Answer = Awaited<ReturnType<Desk['send']>>
const statuses = (answers: Answer[]) => {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
const atOnce = (work: (n: number) => Promise<Answer>) => Promise.all(Array.from({ length: many }, (_, n) => work(n)))
const stored = async () =>
  (await desk.dump()).filter(({ pk, sk }) => sk === 'HEAD' && /^FEEDBACK#/.test(`${pk}`)).length

describe('many pieces of feedback from one address', () => {
  it('are held to its budget exactly; another address is not harmed, and nothing is stored beyond it', async () => {
    const [flood, neighbour, before] = [freshAddress(), freshAddress(), await stored()]
    const [answers, own] = await Promise.all([
      atOnce(() => desk.send(undefined, note(), {}, flood)),
      desk.send(undefined, note(), {}, neighbour),
    ])
    expect(statuses(answers)).toEqual({ 201: budget, 429: many - budget })
    expect(own.status).toBe(201)
    expect(await stored()).toBe(before + budget + 1)
    const refused = answers.find(({ status }) => status === 429)
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused?.body.type).toBe('/problems/too-many-requests')
  })

  it('are not held where staff send them', async () => {
    const desks = freshAddress()
    const answers = await Promise.all(
      Array.from({ length: budget + 5 }, () => desk.send('clerk-1', report({ channel: 'HOTLINE' }), {}, desks)),
    )
    expect(statuses(answers)).toEqual({ 201: budget + 5 })
  })

  it('are held where citizens sign in, too: who he is is not kept, so nobody could ask him', async () => {
    const flood = freshAddress()
    const answers = await Promise.all(
      Array.from({ length: budget + 5 }, (_, n) => desk.send(`citizen-${n}`, note(), {}, flood)),
    )
    expect(statuses(answers)).toEqual({ 201: budget, 429: 5 })
  })

  it('that are refused for what is in them cost nothing', async () => {
    const clumsy = freshAddress()
    for (let n = 0; n < budget + 5; n += 1) {
      expect((await desk.send(undefined, report({ submitter: undefined }), {}, clumsy)).status).toBe(422)
    }
    expect((await desk.send(undefined, note(), {}, clumsy)).status).toBe(201)
  })
})

describe('many look-ups at once', () => {
  it('of one id pass ten times, with the right secret as with a wrong one, acts by secret among them', async () => {
    const { id, secret } = await desk.sent()
    expect(statuses(await atOnce(() => desk.lookUp(id, secret, freshAddress())))).toEqual({
      200: tries,
      429: many - tries,
    })
    const { id: other } = await desk.sent()
    const body = { secret: wrong, text: 'x' }
    const headers = { 'if-match': '"1"' }
    const mixed = await atOnce((n) =>
      n % 2
        ? desk.lookUp(other, wrong, freshAddress())
        : desk.as(undefined, `POST /v1/feedback/${other}/add-info`, { body, headers, from: freshAddress() }),
    )
    expect(statuses(mixed)).toEqual({ 404: tries, 429: many - tries })
  })

  it('from one address over as many ids pass by its budget, and take none from an id', async () => {
    const attacker = freshAddress()
    const { id, secret } = await desk.sent()
    const unknown = (n: number) => `0000000${String(n).padStart(3, '0')}`
    expect(statuses(await atOnce((n) => desk.lookUp(unknown(n), wrong, attacker)))).toEqual({
      404: lookups,
      429: many - lookups,
    })
    expect((await desk.lookUp(id, wrong, attacker)).status).toBe(429)
    expect((await desk.lookUp(id, secret, freshAddress())).status).toBe(200)
  })

  it('leave counters that expire, without an address and without a secret', async () => {
    const [from, guess] = ['203.0.113.77', 'ABCDEFGHJKMN']
    const { id } = await desk.sent()
    await desk.lookUp(id, guess, from)
    const counters = (await desk.dump()).filter(({ pk }) => /^BUDGET#/.test(`${pk}`))
    for (const counter of counters) expect(Object.keys(counter).sort()).toEqual(['expiresAt', 'pk', 'sk', 'tries'])
    for (const word of [from, guess]) expect(JSON.stringify(await desk.dump())).not.toContain(word)
  })
})
