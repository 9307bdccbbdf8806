import type { Finding } from '../chapter.ts'
import type { StreamEdge } from './deployed.ts'
import { broken, differences, standing } from './standing.ts'
import { start } from './start.ts'
import { finish, furnished, type Stage, storiesOf } from './story.ts'
import { stream } from './stream.ts'
import { openWorld } from './world.ts'

/** Dossiers are heard of before their agency is: what dies of that is done after a redrive, as if it had come in time. */
export async function redriven(stage: Stage): Promise<Finding> {
  const stories = await storiesOf(stage.source, { dossiers: [1, 3], opinions: [1], changes: 1 })
  const calm = await furnished(stage)
  for (const story of stories) await calm.write(story)
  await finish(calm)
  const wanted = await standing(calm)
  calm.close()

  const before = stage.wire.mails.length
  const late = await openWorld(stage.edges, stage.clock, Date.parse(start) + 10_000)
  for (const story of stories) await late.write(story)
  await late.drain()
  const dead = late.queues.reduce((sum, { queue }) => sum + queue.dead().length, 0)
  for (const story of stage.reference) await late.write(story)
  await late.drain(3)
  await finish(late)
  const violations = [
    ...(dead > 0 ? [] : ['nothing died of what it did not know']),
    ...differences(wanted, await standing(late)),
    ...(await broken(late, stage.wire.mails.slice(before))),
  ]
  late.close()
  return {
    title: 'What dies of a cause that is mended afterwards is given back, and all is as if it had come in time',
    promise: 5,
    operations: late.counted.operations,
    faults: dead,
    violations,
    note: `${dead} dead letters were given back`,
  }
}

/** How long the neighbours of an entry wait that the bus will never take; by the settings alone, without an AWS. */
export async function unpublishable([edge]: StreamEdge[]): Promise<Finding> {
  if (!edge) throw new Error('there is no stream')
  const shard = stream<string>(edge, 1)
  for (const name of ['before', 'poison', 'at once']) shard.put(name, name, 0)
  const told = new Map<string, number>()
  let [tries, now] = [0, 0]
  const invoke = async (records: { item: string }[]) => {
    tries += 1
    if (records.some(({ item }) => item === 'poison')) throw new Error('never')
    for (const { item } of records) told.set(item, now)
  }
  let isLater = false
  while (shard.left() > 0) {
    await shard.step(0, now, invoke as never)
    now = Math.max(now + 1, Math.min(shard.next(), now + 60))
    if (now > 600 && !isLater) {
      isLater = true
      shard.put('later', 'later', now)
    }
  }
  const hours = Math.round((told.get('later') ?? 0) / 360) / 10
  const dead = shard.dead().map(({ item }) => item)
  return {
    title: 'A journal entry that the bus never takes (measured): what stands behind it in its shard waits',
    operations: tries,
    faults: 1,
    violations: [],
    note: `it stands alone after three tries, and the alarm of lag rings; what was written ten minutes later is told after ${hours} h unless somebody mends it; dead letters then: ${dead.join(', ')} (docs/operations/outbox-lag.md)`,
  }
}
