import type { Finding } from '../chapter.ts'
import { furnished, type Stage, storiesOf } from './story.ts'
import { dump } from './tables.ts'
import type { World } from './world.ts'

/** Gives numbers that the seed makes, for the order in which a queue hands its messages over. */
function dice(seed: number): () => number {
  let state = seed | 1
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9
    return (state >>> 0) % 997
  }
}

/** Requests for what has been handed in or paid by now, that went out all the same. */
async function staleMails(world: World, mails: { id: string; subject: string }[]): Promise<string[]> {
  const items = await dump(world.tables.notifications as NonNullable<World['tables'][string]>)
  const wants: Record<string, number> = { 'supplement-requested': 5, 'fee-requested': 6 }
  return mails.flatMap(({ id }) => {
    const message = items.find(({ pk, sk }) => pk === `MESSAGE#${id}` && sk === 'HEAD')
    const { name } = (message?.template ?? {}) as { name: string }
    const copy = items.find(({ pk, sk }) => pk === `DOSSIER#${message?.subject}` && sk === 'COPY')
    return name in wants && copy?.status !== wants[name]
      ? [`${message?.subject} got ${name} in status ${copy?.status}`]
      : []
  })
}

/** Notifications are away for an hour; then everything lies in their queue, in any order. @param sweeps one falls into the middle of it. */
async function afterAnHour(stage: Stage, seed: number, sweeps: boolean) {
  const world = await furnished(stage)
  const before = stage.wire.mails.length
  const ways = { dossiers: [0, 1, 1, 2, 0], opinions: [0], changes: 0 }
  for (const story of await storiesOf(stage.source, ways)) await world.write(story)
  for (const [service, { lanes, left }] of Object.entries(world.streams))
    while (left() > 0) for (let lane = 0; lane < lanes; lane += 1) await world.read(service, lane)
  world.pass(3_600)
  const choose = dice(seed)
  const mine = world.queues.filter(({ service }) => service === 'notifications')
  for (const edge of mine)
    while (edge.queue.waiting().some(({ visibleAt }) => visibleAt <= world.now())) {
      await world.hand(edge, choose)
      if (sweeps) await world.sweep('notifications')
    }
  await world.drain(2)
  await world.sweep('notifications')
  const mails = stage.wire.mails.slice(before)
  const stale = await staleMails(world, mails)
  world.close()
  return { stale, mails: mails.length, operations: world.counted.operations }
}

/** Whether anybody is asked for what he has long handed in, because his notices lay in a queue for an hour. */
export async function afterAnOutage(stage: Stage, seed: number, long: boolean): Promise<Finding[]> {
  const soon = await afterAnHour(stage, seed, false)
  const found: Finding[] = [
    {
      title:
        'Notifications away for an hour, their queue handed over in any order: nobody is asked for what he has handed in',
      promise: 6,
      operations: soon.operations,
      faults: 1,
      violations: [...soon.stale, ...(soon.mails > 0 ? [] : ['nobody was told anything'])],
      note: `${soon.mails} mails went out`,
    },
  ]
  if (!long) return found
  const slow = await afterAnHour(stage, seed, true)
  return [
    ...found,
    {
      title: 'The same with a sweep after every batch (measured): as if the queue took a minute for each ten messages',
      operations: slow.operations,
      faults: 1,
      violations: [],
      note: `${slow.stale.length} of ${slow.mails} mails asked for what lay handed in further behind in the queue`,
    },
  ]
}
