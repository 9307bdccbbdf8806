import { describe, expect, it } from 'vitest'
import { queue } from '../../faults/delivery/queue.ts'

const rules = { batchSize: 10, visibilitySeconds: 60, retentionSeconds: 3_600, maxReceives: 3 }
type Event = { Records: { messageId: string; body: string }[] }

/** A function that fails for these bodies, and what it was handed. */
function consumer(...failing: string[]) {
  const seen: string[][] = []
  const invoke = async ({ Records: records }: Event) => {
    seen.push(records.map(({ body }) => body))
    const failed = records.filter(({ body }) => failing.includes(body))
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) }
  }
  return { seen, invoke }
}
const filled = (...bodies: string[]) => {
  const made = queue(rules)
  for (const body of bodies) made.send(body, 0)
  return made
}
const bodies = (messages: readonly { body: string }[]) => messages.map(({ body }) => body)

describe('a queue by the rules of SQS', () => {
  it('gives back only what its function names, once it is seen again', async () => {
    const { seen, invoke } = consumer('b')
    const made = filled('a', 'b', 'c')
    await made.hand(0, invoke)
    await made.hand(59, invoke)
    await made.hand(60, invoke)
    expect(seen).toEqual([['a', 'b', 'c'], ['b']])
  })

  it('lays a message among the dead letters when it would be handed out a fourth time, and its neighbours not', async () => {
    const { seen, invoke } = consumer('poison')
    const made = filled('a', 'poison', 'b')
    for (const now of [0, 60, 120, 179, 180]) await made.hand(now, invoke)
    expect(seen).toEqual([['a', 'poison', 'b'], ['poison'], ['poison']])
    expect([bodies(made.dead()), bodies(made.waiting())]).toEqual([['poison'], []])
  })

  it('hands out again what was done when the word of it is lost, and what nobody began', async () => {
    const { seen, invoke } = consumer()
    const made = filled('a')
    await made.hand(0, invoke, undefined, 'lost before')
    await made.hand(60, invoke, undefined, 'lost after')
    await made.hand(120, invoke)
    expect(seen).toEqual([['a'], ['a']])
    expect(made.waiting()).toEqual([])
  })

  it('gives a redriven message three tries more', async () => {
    const { invoke } = consumer('a')
    const made = filled('a')
    for (const now of [0, 60, 120, 180]) await made.hand(now, invoke)
    expect(made.redrive(200)).toBe(1)
    expect(made.waiting()[0]?.receives).toBe(0)
  })

  it('gives messages in any order, as it is chosen', async () => {
    const { seen, invoke } = consumer()
    await filled('a', 'b', 'c').hand(0, invoke, () => 2)
    expect(seen).toEqual([['c', 'a', 'b']])
  })

  it('forgets what nobody took for as long as it keeps anything', async () => {
    const { seen, invoke } = consumer()
    const made = filled('a')
    await made.hand(3_600, invoke)
    expect([seen, made.expired()]).toEqual([[], 1])
  })
})
