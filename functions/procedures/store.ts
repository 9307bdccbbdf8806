import { isDeepStrictEqual } from 'node:util'
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { spending } from '../../shared/dynamodb/budget.ts'
import type { Table } from '../../shared/dynamodb/client.ts'
import { type Change, change, create, type HeadItem, head, madeBefore } from '../../shared/dynamodb/journal.ts'
import { readItem } from '../../shared/dynamodb/projection.ts'
import type { Idempotency } from '../../shared/http/request.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import type { WorkingCalendar } from './calendar-schema.ts'
import { summaries } from './procedure.ts'
import type { Procedure, ProcedureSummary } from './procedure-schema.ts'

/** What a consumer is sent must fit an event; beyond it the record is refused. */
const recordBytes = 200 * 1024

interface ProcedureHead {
  code: string
  versions: Procedure[]
  /** Partition of the index over all procedures. */
  catalogue: 'PROCEDURE'
  summary: ProcedureSummary[]
}

/** Who did it and when, for the journal. */
export interface Act {
  type: string
  at: string
  by: { id: string; role: string; name?: string }
}

interface Done<Stored> {
  record: Stored
  replayed: boolean
}

/** A key can't be compared with an empty text. */
const beforeEveryCode = ' '

const procedureKey = (code: string) => `PROCEDURE#${code}`
const calendarKey = (id: string) => `CALENDAR#${id}`
const calendarVersionKey = (n: number) => `VERSION#${String(n).padStart(6, '0')}`

const mustFit = (record: object) => {
  if (Buffer.byteLength(JSON.stringify(record)) <= recordBytes) return
  const errors = [{ pointer: '', detail: `With all its versions the record is larger than ${recordBytes} bytes` }]
  throw new Refusal('invalid-request', { errors })
}

const calendarOf = (item: WorkingCalendar): WorkingCalendar => {
  const { id, version, zone, sessions, from, to, days } = item
  return { id, version, zone, sessions, from, to, days }
}

/** Everything that this service stores. */
/** The calculator is open to everybody; a page that asks for each dossier of a list stays below this. */
const calculations = { kind: 'calculation', most: 600, seconds: 3_600 }

export function open(table: Table) {
  /** Makes the aggregate or changes it; what was made under the same key before is found again. */
  async function write<Head extends object>(
    pk: string,
    key: Idempotency | undefined,
    decide: (current: (Head & HeadItem) | undefined) => Change<Head> | undefined,
  ): Promise<Done<Head & HeadItem>> {
    const made = await madeBefore(table, key)
    let current = await head<Head>(table, pk)
    if (made !== undefined && current) return { record: current, replayed: true }
    if (!current) {
      const first = decide(undefined)
      if (!first) throw new Error(`${pk} begins with nothing`)
      const created = await create<Head>(table, pk, pk, first, key)
      current = await head<Head>(table, pk)
      if (!current) throw new Error(`the head of ${pk} is gone`)
      if (created) return { record: current, replayed: false }
      if ((await madeBefore(table, key)) !== undefined) return { record: current, replayed: true }
    }
    const changed = await change<Head>(table, current, { key }, decide)
    return { record: changed.head, replayed: changed.replayed }
  }

  /** A version of a calendar by its number. */
  async function calendarVersion(id: string, n: number): Promise<WorkingCalendar | undefined> {
    const item = await readItem<WorkingCalendar>(table, calendarKey(id), calendarVersionKey(n))
    return item && calendarOf(item)
  }

  /** The version that a repeated request made the first time: the newest one that says the same. */
  async function madeThen(newest: WorkingCalendar, make: (version: number) => WorkingCalendar) {
    const { id } = newest
    for (let n = newest.version; n > 0; n -= 1) {
      const version = await calendarVersion(id, n)
      if (version && isDeepStrictEqual(version, calendarOf(make(n)))) return version
    }
    return newest
  }

  const spend = spending(table)

  return {
    calendarVersion,

    /** Every version of a procedure, oldest first; undefined when there is none of that code. */
    async procedure(code: string): Promise<Procedure[] | undefined> {
      return (await readItem<ProcedureHead>(table, procedureKey(code), 'HEAD'))?.versions
    },

    /** The summaries of each procedure after a code, in the order of codes. */
    async *catalogue(after: string): AsyncGenerator<{ code: string; summary: ProcedureSummary[] }> {
      let from: Record<string, unknown> | undefined
      do {
        const { Items: items = [], LastEvaluatedKey: last } = await table.client.send(
          new QueryCommand({
            TableName: table.name,
            IndexName: 'catalogue',
            KeyConditionExpression: '#catalogue = :catalogue AND #code > :after',
            ExpressionAttributeNames: { '#catalogue': 'catalogue', '#code': 'code' },
            ExpressionAttributeValues: { ':catalogue': 'PROCEDURE', ':after': after === '' ? beforeEveryCode : after },
            ExclusiveStartKey: from,
          }),
        )
        yield* items as { code: string; summary: ProcedureSummary[] }[]
        from = last
      } while (from)
    },

    /** Writes the versions that the decision makes of those that there are; undefined leaves them as they are. */
    async writeProcedure(
      code: string,
      act: Act,
      key: Idempotency | undefined,
      decide: (versions: Procedure[]) => Procedure[] | undefined,
    ): Promise<Done<Procedure[]>> {
      const { record, replayed } = await write<ProcedureHead>(procedureKey(code), key, (current) => {
        const versions = decide(current?.versions ?? [])
        if (!versions) return undefined
        mustFit({ code, versions })
        const next: ProcedureHead = { code, versions, catalogue: 'PROCEDURE', summary: summaries(versions) }
        return { head: next, entry: { ...act, data: { code, versions } } }
      })
      return { record: record.versions, replayed }
    },

    /** Takes one of the calculations that an address has in an hour. @throws Refusal 429 when none is left. */
    spendCalculation: (address: string) => spend(calculations, address),

    /** The newest version of a calendar. */
    async calendar(id: string): Promise<WorkingCalendar | undefined> {
      const item = await readItem<WorkingCalendar>(table, calendarKey(id), 'HEAD')
      return item && calendarOf(item)
    },

    /** Writes a calendar's next version; its number is that of the journal entry. */
    async writeCalendar(
      id: string,
      act: Act,
      key: Idempotency | undefined,
      make: (version: number) => WorkingCalendar,
    ): Promise<Done<WorkingCalendar>> {
      const { record, replayed } = await write<WorkingCalendar>(calendarKey(id), key, (current) => {
        const calendar = make((current?.version ?? 0) + 1)
        mustFit(calendar)
        const Item = { ...calendar, pk: calendarKey(id), sk: calendarVersionKey(calendar.version) }
        const also = [{ Put: { TableName: table.name, Item, ConditionExpression: 'attribute_not_exists(pk)' } }]
        return { head: calendar, entry: { ...act, data: calendar }, also }
      })
      return replayed
        ? { record: await madeThen(calendarOf(record), make), replayed }
        : { record: calendarOf(record), replayed }
    },
  }
}
