import { BatchGetCommand, DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Table } from '../../shared/dynamodb/client.ts'
import { beginWatermark, type Due, dueKey, dueMoved } from '../../shared/dynamodb/due.ts'
import { pause, putNew, transact } from '../../shared/dynamodb/journal.ts'
import { readItem } from '../../shared/dynamodb/projection.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import { packed, type Told } from './city-event.ts'
import { type End, type Move, type Placed, type Shelf, type Turn, take } from './feed.ts'
import { daysPk, endKey, eventKey, padded } from './keys.ts'

const subjectKey = (subject: string) => ({ pk: `SUBJECT#${subject}`, sk: 'POSITION' })
const heldKey = ({ subject, version }: Pick<Told, 'subject' | 'version'>) => ({
  pk: `HELD#${subject}`,
  sk: padded(version),
})

/** Rows go when nobody may ask for them any more; by real days, of which the domain's clock never has fewer. */
const storedDays = 45
const heldMinutes = 10
const heldDue = ({ subject, version }: Pick<Told, 'subject' | 'version'>, at: string): Due => ({
  subject: `HELD#${subject}#${padded(version)}`,
  at,
})

interface HeldRow {
  told: Told
  /** When it is looked at again, if it is still there. */
  due: string
}

/** Moments between tries stop growing at 200 ms: a worker with thirty tries is done before its message is another's. */
const turn: Turn = { pause: (attempt) => pause(Math.min(attempt, 3)) }

/** What puts events into the feeds. */
export function feeding(table: Table, now: () => string) {
  const deleted = (key: object) => table.client.send(new DeleteCommand({ TableName: table.name, Key: { ...key } }))
  const put = (item: object) => table.client.send(new PutCommand({ TableName: table.name, Item: { ...item } }))

  /** The end of a feed as it moves, held to where it was read. */
  const endMoved = (agency: string, { sequence }: End, to: End) => ({
    Put: {
      TableName: table.name,
      Item: { ...endKey(agency), ...to },
      ...(sequence === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#sequence = :sequence',
            ExpressionAttributeNames: { '#sequence': 'sequence' },
            ExpressionAttributeValues: { ':sequence': sequence },
          }),
    },
  })
  const subjectMoved = ({ subject, from, to }: Move) => ({
    Put: {
      TableName: table.name,
      Item: { ...subjectKey(subject), version: to },
      ...(from === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#version = :version',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':version': from },
          }),
    },
  })

  const shelf: Shelf = {
    async end(agency) {
      const item = await readItem<End>(table, endKey(agency).pk, endKey(agency).sk, true)
      return item ? { sequence: item.sequence, day: item.day } : { sequence: 0 }
    },

    async positions(subjects) {
      const found = new Map<string, number>()
      for (let start = 0; start < subjects.length; start += 100) {
        const keys = subjects.slice(start, start + 100).map(subjectKey)
        const { Responses: answers, UnprocessedKeys: left } = await table.client.send(
          new BatchGetCommand({ RequestItems: { [table.name]: { Keys: keys, ConsistentRead: true } } }),
        )
        if (Object.keys(left ?? {}).length > 0) throw new Error('the positions of subjects could not all be read')
        for (const { pk, version } of answers?.[table.name] ?? [])
          found.set(String(pk).slice('SUBJECT#'.length), version)
      }
      return found
    },

    async held(subject) {
      // One page: what does not fit into it is seen when the rows before it are gone.
      const { Items: rows = [] } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': heldKey({ subject, version: 0 }).pk },
          ConsistentRead: true,
        }),
      )
      return (rows as HeldRow[]).map(({ told }) => told)
    },

    async append(agency, end, events, moves) {
      const at = now()
      const [day, expiresAt] = [at.slice(0, 10), Math.floor(Date.now() / 1000) + storedDays * 86_400]
      const newest = { sequence: end.sequence + events.length, day: end.day && end.day > day ? end.day : day }
      const first = { pk: daysPk(agency), sk: day, first: end.sequence + 1, expiresAt }
      const row = ({ sequence, ...told }: Placed) =>
        putNew(table, { ...eventKey(agency, sequence), ...packed(told), expiresAt })
      try {
        return await transact(table, [
          endMoved(agency, end, newest),
          ...(end.day === newest.day ? [] : [{ Put: { TableName: table.name, Item: first } }]),
          ...events.map(row),
          ...moves.map(subjectMoved),
        ])
      } catch (error) {
        // Others were at the end of this feed all the time: it is read anew, like one that has moved.
        if (error instanceof Refusal) return false
        throw error
      }
    },

    async hold(events) {
      await beginWatermark(table, now())
      for (const told of events) {
        const due = new Date(Date.parse(now()) + heldMinutes * 60_000).toISOString()
        // The due row first: one without an event is taken away by the sweep, an event without one would be forgotten.
        await put(dueKey(heldDue(told, due)))
        await put({ ...heldKey(told), told, due } satisfies HeldRow & object)
      }
    },

    async drop(events) {
      for (const told of events) await deleted(heldKey(told))
    },
  }

  return {
    /** Takes events of the bus into the feeds of their agencies. */
    take: (events: Told[]) => take(shelf, events, turn),

    /**
     * Looks at an event that was held back ten minutes ago. One whose predecessor has come meanwhile is appended, and its
     * agency's webhooks are woken; one that still waits is written to the log, which rings, and looked at again.
     */
    async heldLong(
      { subject: name, at }: Due,
      wake: (agency: string) => Promise<unknown>,
      write: (line: string) => void = console.log,
    ): Promise<void> {
      const [, version = ''] = /#(\d+)$/.exec(name) ?? []
      const subject = name.slice('HELD#'.length, name.length - version.length - 1)
      const key = heldKey({ subject, version: Number(version) })
      const find = () => readItem<HeldRow>(table, key.pk, key.sk, true)
      const found = await find()
      if (found) await take(shelf, [found.told], turn)
      const waits = found && (await find())
      if (found && !waits) await wake(found.told.agency)
      if (!waits || waits.due !== at) return void (await deleted(dueKey({ subject: name, at })))
      write(JSON.stringify({ heldBack: 1, subject, version: Number(version), agency: waits.told.agency }))
      const due = new Date(Date.parse(now()) + heldMinutes * 60_000).toISOString()
      await transact(table, [
        { Put: { TableName: table.name, Item: { ...key, ...waits, due } } },
        ...dueMoved(table, { subject: name, at }, { subject: name, at: due }),
      ])
    },
  }
}
