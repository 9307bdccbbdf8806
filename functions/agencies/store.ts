import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Table } from '../../shared/dynamodb/client.ts'
import { type Change, change, create, type HeadItem, head, madeBefore } from '../../shared/dynamodb/journal.ts'
import { cursorAfter, readCursor } from '../../shared/http/cursor.ts'
import type { RequestContext } from '../../shared/http/request.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import {
  type AgencyHead,
  agencyChange,
  checkPlace,
  newAgency,
  registration,
  type StaffHead,
  staffChange,
} from './agency.ts'
import { below, chain, type KnownAgency } from './lineage.ts'
import type { Policy } from './policy.ts'
import { placePoint, type ReceivingPoint } from './receiving-point.ts'
import type { Agency, Page, Staff } from './schemas.ts'

/** Who asks for a change, when, and under which conditions. */
export type Asked = Pick<RequestContext, 'actor' | 'now' | 'ifMatch' | 'ifNoneMatch' | 'idempotency'>

/** What stands after a PUT, and whether this request or an earlier one with its key made it. */
export interface Placed<Head> {
  head: Head & { version: number }
  made: boolean
  replayed: boolean
}

type Decision<Head> = (current: Head | undefined) => Change<Head> | undefined | Promise<Change<Head> | undefined>

const agencyKey = (id: string) => `AGENCY#${id}`
const staffKey = (agency: string, person: string) => `STAFFING#${person}@${agency}`
const tries = 3
/** As many as surely come in one answer of the store, which ends at 1 MB. */
const pageOfAll = 500

/** Refuses (412) when the request said `If-None-Match: *` and the thing is there. */
function refuseExisting({ ifNoneMatch }: Asked, exists: boolean) {
  if (exists && ifNoneMatch?.trim() === '*') throw new Refusal('already-exists')
}

/** A request with a key, told from every other one; hashed, for it is only compared. */
function requestOf({ idempotency: key }: Asked): string | undefined {
  return key && createHash('sha256').update(`${key.actor}\n${key.key}`).digest('base64url').slice(0, 22)
}

/** Everything that the service keeps, in the table handed in. */
export const open = (table: Table) => {
  const loadAgency = (id: string) => head<AgencyHead>(table, agencyKey(id))
  const known = async (id: string): Promise<KnownAgency | undefined> => {
    const found = await loadAgency(id)
    return found && { agency: found.summary, version: found.version }
  }

  /** Puts an aggregate in its place: made when it is new, changed when it is there, left alone when nothing differs. */
  async function place<Head extends object>(pk: string, asked: Asked, decide: Decision<Head>): Promise<Placed<Head>> {
    const { ifMatch, idempotency: key } = asked
    for (let attempt = 0; attempt < tries; attempt += 1) {
      // The head is read first: whoever finds it finds the key of its making too.
      const found = await head<Head>(table, pk)
      const made = (await madeBefore(table, key)) === pk
      if (found && made) return { head: found, made: true, replayed: true }
      if (made) continue
      if (found) {
        const changed = await change<Head>(table, found, { ifMatch, key }, (current) => {
          refuseExisting(asked, true)
          return decide(current)
        })
        return { ...changed, made: false }
      }
      if (ifMatch !== undefined) throw new Refusal('stale-version')
      const first = await decide(undefined)
      if (!first) throw new Error(`nothing to make of ${pk}`)
      if (await create(table, pk, pk, first, key)) {
        return { head: { ...first.head, version: 1 }, made: true, replayed: false }
      }
    }
    throw new Refusal('unavailable', { headers: { 'retry-after': '1' } })
  }

  /** Holds the transaction to what was read of other agencies, so that two changes at once can't close a circle. */
  const unmoved = (others: KnownAgency[]) =>
    [...new Map(others.map((other) => [other.agency.id, other])).values()].map(({ agency, version }) => ({
      ConditionCheck: {
        TableName: table.name,
        Key: { pk: agencyKey(agency.id), sk: 'HEAD' },
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': version },
      },
    }))

  /** The change to this agency with its lineage as it is now; undefined when nothing differs. */
  async function described(current: AgencyHead | undefined, summary: Agency, asked: Asked) {
    const superiors = await chain(summary, 'parent', known)
    const successors = await chain(summary, 'successor', known)
    const lineage = superiors.map(({ agency }) => agency.id)
    checkPlace(current, { summary, lineage }, asked.actor)
    const next = { ...(current ?? newAgency(summary, lineage)), summary, lineage }
    if (isDeepStrictEqual(current, next)) return undefined
    return { ...agencyChange(next, asked), also: unmoved([...superiors, ...successors]) }
  }

  /** Changes what belongs to an agency; a key that made something else is refused before anything is decided. */
  async function changePart(
    agency: AgencyHead & HeadItem,
    asked: Asked,
    part: (current: AgencyHead) => Partial<AgencyHead>,
  ) {
    const { ifMatch, idempotency: key } = asked
    await madeBefore(table, key)
    return change<AgencyHead>(table, agency, { ifMatch, key }, (current) => {
      const next = { ...current, ...part(current) }
      return isDeepStrictEqual(current, next) ? undefined : agencyChange(next, asked)
    })
  }

  /** Publishes again the agencies below one that has moved. Repeated until done: what is right already is not written. */
  async function renewLineages(id: string, asked: Asked) {
    for (const subordinate of below(id, await everyAgency())) {
      const found = await loadAgency(subordinate)
      if (found) await change<AgencyHead>(table, found, {}, (current) => described(current, current.summary, asked))
    }
  }

  async function everyAgency(): Promise<Agency[]> {
    const all: Agency[] = []
    for (let cursor: string | undefined; ; ) {
      const { items, nextCursor } = await list<Agency>('AGENCY', { limit: pageOfAll, cursor })
      all.push(...items)
      if (nextCursor === undefined) return all
      cursor = nextCursor
    }
  }

  /** One page of a list, by id; one row more is read to know whether another page follows. */
  async function list<Item>(listed: string, { limit, cursor }: Page) {
    const after = cursor === undefined ? ' ' : readCursor(listed, cursor, 1)[0]
    const { Items: rows = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        IndexName: 'list',
        KeyConditionExpression: 'listed = :listed AND id > :after',
        ExpressionAttributeValues: { ':listed': listed, ':after': after },
        Limit: limit + 1,
      }),
    )
    const shown = rows.slice(0, limit) as { id: string; summary: Item }[]
    const last = rows.length > limit ? shown.at(-1) : undefined
    return {
      items: shown.map(({ summary }) => summary),
      ...(last ? { nextCursor: cursorAfter(listed, last.id) } : {}),
    }
  }

  return {
    loadAgency,
    loadStaff: (agency: string, person: string) => head<StaffHead>(table, staffKey(agency, person)),
    listAgencies: (page: Page) => list<Agency>('AGENCY', page),
    listStaff: (agency: string, page: Page) => list<Staff>(`STAFF#${agency}`, page),

    async placeAgency(summary: Agency, asked: Asked): Promise<Placed<AgencyHead>> {
      const placed = await place<AgencyHead>(agencyKey(summary.id), asked, (now) => described(now, summary, asked))
      if (!placed.made) await renewLineages(summary.id, asked)
      return placed
    },

    async placePoint(agency: AgencyHead & HeadItem, point: ReceivingPoint, asked: Asked): Promise<Placed<AgencyHead>> {
      const request = requestOf(asked)
      let made = false
      const changed = await changePart(agency, asked, (current) => {
        made = !current.receivingPoints.some(({ id }) => id === point.id)
        refuseExisting(asked, !made)
        return {
          receivingPoints: placePoint(current.receivingPoints, current.id, point),
          ...(made && request ? { madeBy: { ...current.madeBy, [point.id]: request } } : {}),
        }
      })
      // A replay decides nothing: who made the point then is what the head says.
      return { ...changed, made: changed.replayed ? changed.head.madeBy[point.id] === request : made }
    },

    async placePolicy(agency: AgencyHead & HeadItem, policy: Policy, asked: Asked): Promise<Placed<AgencyHead>> {
      const changed = await changePart(agency, asked, () => {
        refuseExisting(asked, true)
        return { policy }
      })
      return { ...changed, made: false }
    },

    /** Also keeps the row by which this service itself knows who a caller is. */
    placeStaff: (agency: string, summary: Staff, asked: Asked): Promise<Placed<StaffHead>> =>
      place<StaffHead>(staffKey(agency, summary.person), asked, (current) => {
        if (current && isDeepStrictEqual(current.summary, summary)) return undefined
        const { name, role, unit, active } = summary
        const row = { pk: `STAFF#${summary.person}`, sk: agency, agency, role, unit, name, active }
        const registered = staffChange(registration(agency, summary), asked)
        return { ...registered, also: [{ Put: { TableName: table.name, Item: row } }] }
      }),
  }
}
