import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import seed from '../../../functions/procedures/seed/calendar.json' with { type: 'json' }
import type { DossierEvent, FeedbackEvent } from '../../../functions/reminders/copies.ts'
import { heardOfDossier, heardOfFeedback } from '../../../functions/reminders/heard.ts'
import { copies, planning as planningOn, reading } from '../../../functions/reminders/store.ts'
import { documents, type Table } from '../../../shared/dynamodb/client.ts'
import { sweep } from '../../../shared/dynamodb/due.ts'
import { failing } from '../due/failing.ts'
import { freshTable } from '../harness.ts'
import { agencyData, dossierEvent, local, ward } from './desk.ts'

export { dossierEvent, local, ward }

/** An event of a dossier, as the consumer has read it. */
export const event = (...of: Parameters<typeof dossierEvent>) => dossierEvent(...of) as DossierEvent

/** An event of a dossier or of a feedback. */
export type Happened = DossierEvent | FeedbackEvent

/** An event of a feedback, as its consumer has read it; due Thu 19/11/2026 17:00 unless said otherwise. */
export function feedbackEvent(
  id: string,
  version = 1,
  data: Partial<FeedbackEvent['data']> = {},
  type = 'feedback.received',
): FeedbackEvent {
  const receivedAt = local('2026-11-16 09:10')
  const known = { id, agency: ward, receivingPoint: `${ward}-01`, kind: 'PHAN_ANH', status: 'RECEIVED', receivedAt }
  const dates = { dueAt: local('2026-11-19 17:00'), deadlineVersion: 1, by: { id: 'clerk-1', agency: ward } }
  return { type, version, time: receivedAt, data: { ...known, ...dates, ...data } }
}

const said = (one: Happened) =>
  'code' in one.data ? heardOfDossier(one as DossierEvent) : heardOfFeedback(one as FeedbackEvent)

/** What plans and tells, as its consumers use it. */
function planning(table: Table) {
  const { hear, tell } = planningOn(table)
  return { hear: (one: Happened, now: string) => hear(said(one), now), tell }
}

/** The store of `reminders` on a table of its own, its calls failing as they are told to; copies of ward and calendar are there. */
export async function openStand() {
  const { base, name } = await freshTable('reminders')
  const plain = { client: documents(base), name }
  const { agency, ...record } = agencyData()
  const kept = copies(plain)
  await kept.keepAgency(agency.id, 1, { name: agency.name, ...record })
  await kept.keepCalendar(seed.id, 1, seed)
  const first = { ...planning(plain), ...reading(plain) }

  // One try, as if the process had ended with it.
  const client = new DynamoDBClient({ maxAttempts: 1 })
  const faults = failing(client)
  const table = { client: documents(client), name }

  const sweepAt = (store: ReturnType<typeof planning>, now: string, on = plain) =>
    sweep(on, now, (due) => store.tell(due, () => now))

  /** Every item of the table. */
  async function dump(): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = []
    let from: Record<string, unknown> | undefined
    do {
      const page = await plain.client.send(
        new ScanCommand({ TableName: name, ExclusiveStartKey: from, ConsistentRead: true }),
      )
      items.push(...(page.Items ?? []))
      from = page.LastEvaluatedKey
    } while (from)
    return items
  }

  return {
    faults,
    dump,
    base,
    kept,
    plain,
    /** Nothing fails here. */
    store: first,
    /** A process that has just started: it remembers nothing, and its calls may fail. */
    fresh: () => planning({ ...table }),
    sweep: (now: string) => sweepAt(first, now),
    /** A sweep all of whose calls may fail. */
    unsure: (now: string) => sweepAt(planning({ ...table }), now, table),
  }
}

export type Stand = Awaited<ReturnType<typeof openStand>>
