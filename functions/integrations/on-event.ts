import * as z from 'zod/mini'
import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { required } from '../../shared/environment/required.ts'
import type { QueueEvent, QueueResult } from '../../shared/events/consumer.ts'
import { sender } from '../../shared/events/sender.ts'
import type { Told } from './city-event.ts'
import { toldOf } from './city-state.ts'
import { feeding } from './store.ts'
import { waking } from './store-webhooks.ts'

const Message = z.object({ detail: z.unknown() })

export interface Ordering {
  /** Takes events of one agency into its feed. */
  take: (events: Told[]) => Promise<void>
  /** Tells those who deliver to the webhooks of an agency that there is something. */
  wake: (agency: string) => Promise<unknown>
}

interface Read {
  id: string
  told?: Told
  error?: Error
}

function read({ messageId: id, body }: QueueEvent['Records'][number]): Read {
  try {
    return { id, told: toldOf(Message.parse(JSON.parse(body)).detail) }
  } catch (error) {
    return { id, error: error as Error }
  }
}

/**
 * Takes a batch into the feeds, each agency's events together: their number in the feed is counted up once. An agency whose
 * feed can't be reached comes back alone, as does a message that can't be read. Webhooks are woken for an event that comes
 * again, too: who took it in may have died before he could.
 */
export function ordering({ take, wake }: Ordering, write: (line: string) => void = console.log) {
  return async ({ Records: records }: QueueEvent): Promise<QueueResult> => {
    const all = records.map(read)
    const failed = all.filter(({ error }) => error !== undefined)
    const told = all.filter((one) => one.told !== undefined)
    for (const [agency, messages] of Map.groupBy(told, (one) => one.told?.agency ?? '')) {
      try {
        await take(messages.flatMap((one) => one.told ?? []))
        await wake(agency)
      } catch (error) {
        failed.push(...messages.map(({ id }) => ({ id, error: error as Error })))
      }
    }
    const faults = failed.map(({ id, error }) => ({ id, error: error?.name, stack: error?.stack }))
    write(JSON.stringify({ consumer: 'integrations:event', handled: all.length - failed.length, failed: faults }))
    return { batchItemFailures: failed.map(({ id }) => ({ itemIdentifier: id })) }
  }
}

const table = serviceTable()
const { take } = feeding(table, now)

export const handler = ordering({ take, wake: waking(table, sender(required('DELIVER_QUEUE'))) })
