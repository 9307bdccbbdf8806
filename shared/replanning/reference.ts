import type { WithPoints } from '../calendar/office.ts'
import type { Table } from '../dynamodb/client.ts'
import { partition } from '../dynamodb/partition.ts'
import { keepNewest, readItem } from '../dynamodb/projection.ts'
import { required } from '../environment/required.ts'
import { wholeNumber } from '../environment/whole-number.ts'
import type { DomainEvent } from '../events/envelope.ts'
import { sender } from '../events/sender.ts'

type AgencyCopy = WithPoints & { agency: { id: string } }
type Heard = Pick<DomainEvent<unknown>, 'version'>

/** What a service counts deadlines by, and where its open records stand. */
interface Counting<Copy> {
  /** Whether deadlines may come out otherwise by what an agency has become. */
  countsOtherwise: (before: Copy, after: Copy) => boolean
  /** The lists of an agency: `<agency>#<list>` is the partition of each. */
  lists: readonly string[]
}

/**
 * Keeps a service's copies of agencies and calendars, and asks its replanner, through the service's own queue, to count the
 * deadlines anew that a change may move (R10). Reads REPLAN_QUEUE and REPLAN_AFTER (seconds).
 */
export function replanningReference<Copy extends AgencyCopy>(table: Table, { countsOtherwise, lists }: Counting<Copy>) {
  const send = sender(required('REPLAN_QUEUE'))
  // The API remembers a copy for ten seconds and a request may last as long: what was accepted by the old copy is stored
  // and in its list before the first page is read.
  const delaySeconds = wholeNumber('REPLAN_AFTER', 30)
  const planAnew = (agencies: string[]) =>
    send(
      agencies.flatMap((agency) => lists.map((list) => ({ agency, list }))),
      delaySeconds,
    )

  return {
    /** The work for `agency.changed`. */
    async agency({ version }: Heard, record: Copy): Promise<void> {
      const { id } = record.agency
      const before = await readItem<Copy & { version: number }>(table, `AGENCY#${id}`, 'COPY', true)
      const calendars = [...new Set(record.receivingPoints.map(({ calendar }) => calendar))]
      await keepNewest(table, { pk: 'AGENCIES', sk: id }, version, { calendars })
      await keepNewest(table, { pk: `AGENCY#${id}`, sk: 'COPY' }, version, record)
      // A repeated or late event may be the one after whose copy this function died: what it asks for again does no harm.
      const again = before && version <= before.version
      if (again || (before && countsOtherwise(before, record))) await planAnew([id])
    },

    /** The work for `calendar.published`. */
    async calendar({ version }: Heard, calendar: { id: string; version: number }): Promise<void> {
      const { version: edition, ...record } = calendar
      await keepNewest(table, { pk: `CALENDAR#${record.id}`, sk: 'COPY' }, version, { ...record, edition })
      const agencies = await partition<{ sk: string; calendars: string[] }>(table, 'AGENCIES')
      await planAnew(agencies.filter(({ calendars }) => calendars.includes(record.id)).map(({ sk }) => sk))
    },
  }
}
