import { CreateEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { JournalItem } from '../../shared/dynamodb/journal.ts'
import { eventBridge, publisher } from '../../shared/events/publisher.ts'
import { event, type Stand, ward } from '../service/reminders/stand.ts'
import type { Figure } from './figures.ts'
import { reached } from './goals.ts'
import { type Spread, spread } from './paired.ts'

const rounds = 9
const each = 40
const day = 86_400_000

const codeOf = (number: number) => `${ward}-261126-${String(number).padStart(4, '0')}`

/** The acceptance of a dossier that is due in three days, as it comes from `dossiers`. */
const accepted = (number: number) =>
  event(codeOf(number), 1, {
    dueAt: new Date(Date.now() + 3 * day).toISOString(),
    acceptedAt: new Date().toISOString(),
  })

/** Milliseconds of this process's CPU for one, the median of the rounds; the first two compile. */
async function cpuOf(work: (number: number) => Promise<unknown>): Promise<Spread> {
  const took: number[] = []
  for (let round = 0; round < rounds + 2; round += 1) {
    const before = process.cpuUsage()
    for (let number = 0; number < each; number += 1) await work(round * each + number)
    const { user, system } = process.cpuUsage(before)
    took.push((user + system) / 1000 / each)
  }
  return spread(took.slice(2))
}

/** From the stream to the bus: one journal entry is published. */
async function publishing() {
  const bus = new EventBridgeClient({})
  await bus.send(new CreateEventBusCommand({ Name: 'bench' }))
  const handle = publisher('dossiers', eventBridge(bus, 'bench'))
  return (number: number) => {
    const { data, type, time } = accepted(number)
    const entry: JournalItem = {
      pk: `DOSSIER#${codeOf(number)}`,
      sk: 'JOURNAL#000001',
      version: 1,
      previous: '',
      type,
      at: time,
      by: { id: 'clerk-1', role: 'clerk' },
      data,
    }
    return handle({
      Records: [{ eventName: 'INSERT', dynamodb: { NewImage: marshall(entry, { removeUndefinedValues: true }) } }],
    })
  }
}

/** From the queue to the row: `reminders` hears of a dossier and plans its deadline. */
async function hearing({ plain }: Stand) {
  Object.assign(process.env, { TABLE: plain.name })
  const { handler } = await import('../../functions/reminders/on-dossier.ts')
  return async (number: number) => {
    const detail = accepted(number)
    const { batchItemFailures: failed } = await handler({
      Records: [{ messageId: 'm', body: JSON.stringify({ detail }) }],
    })
    if (failed.length > 0) throw new Error(`${codeOf(number)} was not heard`)
  }
}

/** What a hop between services takes of a function's CPU, each event in a call of its own: our code and the SDK's. */
export async function hops(stand: Stand): Promise<Figure[]> {
  const [publish, hear] = [await cpuOf(await publishing()), await cpuOf(await hearing(stand))]
  const said = ({ median, least, most }: Spread) => `${median.toFixed(2)} ms (${least.toFixed(2)}–${most.toFixed(2)})`
  return [
    reached(
      'hop',
      Math.max(publish.median, hear.median),
      `stream → bus ${said(publish)}, queue → row of \`reminders\` ${said(hear)}, an event a call; no timer is on the path`,
    ),
  ]
}
