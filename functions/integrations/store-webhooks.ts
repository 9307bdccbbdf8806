import { madeId } from '../../shared/crypto/made-id.ts'
import { amend } from '../../shared/dynamodb/amend.ts'
import type { Table } from '../../shared/dynamodb/client.ts'
import { beginWatermark, type Due, dueKey, dueMoved } from '../../shared/dynamodb/due.ts'
import { change, create, type HeadItem, head, putNew, transact } from '../../shared/dynamodb/journal.ts'
import { partition } from '../../shared/dynamodb/partition.ts'
import type { Send } from '../../shared/events/sender.ts'
import type { Idempotency } from '../../shared/http/request.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import type { State, Webhook } from './webhook.ts'

export type Stored = Webhook & HeadItem

const mostOfAgency = 20
const prefix = 'WEBHOOK#'
const pkOf = (id: string) => `${prefix}${id}`
const rowsPk = (agency: string) => `WEBHOOKS#${agency}`
const countKey = (agency: string) => ({ pk: `WEBHOOKCOUNT#${agency}`, sk: 'COUNT' })

/** Whether something that is due is about a webhook. */
export const isOfWebhook = ({ subject }: Due): boolean => subject.startsWith(prefix)

/** The id of a new webhook: of its maker and his key when there is one. */
export const newWebhookId = (key: Idempotency | undefined): string => madeId('webhook', 26, key)

interface Row {
  sk: string
  state: State
}

/** Read consistently: who was listed a moment ago must be there. */
const rowsOf = (table: Table, agency: string) => partition<Row>(table, rowsPk(agency), undefined, true)

/**
 * Sends a message for each active webhook of an agency. Nothing of it is remembered: a webhook that was made or resumed a
 * moment ago has to hear of what comes now.
 */
export const waking = (table: Table, send: Send) => async (agency: string) => {
  const active = (await rowsOf(table, agency)).filter(({ state }) => state === 'ACTIVE')
  if (active.length > 0) await send(active.map(({ sk }) => ({ webhook: sk })))
}

/** The writes that go with a change of a webhook: its row in the list of its agency, and when it is looked at again. */
function beside(table: Table, before: Webhook, after: Webhook) {
  const { id, agency, state, deletedAt } = after
  const waits = ({ due }: Webhook): Due | undefined => (due === undefined ? undefined : { subject: pkOf(id), at: due })
  const row = { Put: { TableName: table.name, Item: { pk: rowsPk(agency), sk: id, state } } }
  const isTaken = deletedAt !== undefined && before.deletedAt === undefined
  const taken = [{ Delete: { TableName: table.name, Key: { pk: rowsPk(agency), sk: id } } }, counted(table, agency, -1)]
  return [...dueMoved(table, waits(before), waits(after)), ...(isTaken ? taken : before.state === state ? [] : [row])]
}

/** How many webhooks an agency has, held to what it may have. */
const counted = (table: Table, agency: string, by: 1 | -1) => ({
  Update: {
    TableName: table.name,
    Key: countKey(agency),
    UpdateExpression: 'ADD webhooks :by',
    ConditionExpression: by === 1 ? 'attribute_not_exists(webhooks) OR webhooks < :most' : 'webhooks > :none',
    ExpressionAttributeValues: { ':by': by, ...(by === 1 ? { ':most': mostOfAgency } : { ':none': 0 }) },
  },
})

const dataOf = ({ id, agency, state }: Webhook) => ({ id, agency, state })

const mostRounds = 6

/**
 * A worker writes the head with each event that it delivers, many times in a second. Whoever writes beside it, the owner
 * with an act or another worker with the result of a trial, goes on for more rounds than is usual: turned away, the trial
 * would be sent again, and the owner could not stop what comes.
 */
async function patiently<Value>(round: () => Promise<Value>): Promise<Value> {
  for (let left = mostRounds - 1; ; left -= 1) {
    try {
      return await round()
    } catch (error) {
      if (left === 0 || !(error instanceof Refusal) || error.problem !== 'unavailable') throw error
    }
  }
}

/** What an act is told as, when and by whom. */
export interface Told {
  type: string
  at: string
  by: { id: string; role: string }
  /** More than every event of a webhook has. */
  more?: object
}

/** What its owner does with a webhook. */
export function webhooks(table: Table) {
  const find = async (id: string) => {
    const found = await head<Webhook>(table, pkOf(id))
    return found?.deletedAt === undefined ? found : undefined
  }

  return {
    find,

    /** Every webhook of an agency, the oldest first. */
    async list(agency: string): Promise<Webhook[]> {
      const found = await Promise.all((await rowsOf(table, agency)).map(({ sk }) => find(sk)))
      return found.filter((one) => one !== undefined).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
    },

    /**
     * Keeps a new webhook; a repeated request gets the one that is there.
     * @throws Refusal 422 when its agency has as many as it may have; 404 for one that was taken away meanwhile.
     */
    async make(webhook: Webhook, by: Told['by']) {
      const { id, agency, createdAt: at, request } = webhook
      const entry = { type: 'webhook.created', at, by, agency, data: dataOf(webhook) }
      const row = putNew(table, { pk: rowsPk(agency), sk: id, state: webhook.state })
      const also = [row, counted(table, agency, 1)]
      if (await create(table, pkOf(id), id, { head: webhook, entry, also }, undefined)) {
        return { webhook, replayed: false }
      }
      const there = await head<Webhook>(table, pkOf(id))
      if (!there) {
        const detail = `At most ${mostOfAgency} webhooks of an agency`
        throw new Refusal('invalid-request', { errors: [{ pointer: '/agency', detail }] })
      }
      if (there.request === undefined || there.request !== request) {
        const errors = [{ pointer: '/headers/idempotency-key', detail: 'Used before' }]
        throw new Refusal('idempotency-key-reused', { errors })
      }
      if (there.deletedAt !== undefined) throw new Refusal('webhook-not-found')
      return { webhook: there as Webhook, replayed: true }
    },

    /** Does an act once for a key, in one write with its journal entry; a decision of undefined changes nothing. */
    async act(
      found: Stored,
      key: Idempotency | undefined,
      told: Told,
      decide: (webhook: Webhook) => Webhook | undefined,
    ) {
      const act = () =>
        change<Webhook>(table, found, { key }, (current) => {
          // Whoever was slower than somebody who took it away.
          if (current.deletedAt !== undefined) throw new Refusal('webhook-not-found')
          const next = decide(current)
          return next && changed(table, current, next, told)
        })
      const { head: webhook, replayed } = await patiently(act)
      return { webhook: webhook as Webhook, replayed }
    },
  }
}

export type Hooks = ReturnType<typeof webhooks>

const changed = (table: Table, before: Webhook, after: Webhook, { more, ...told }: Told) => ({
  head: after,
  entry: { ...told, agency: after.agency, data: { ...dataOf(after), ...more } },
  also: beside(table, before, after),
})

/** What a worker reads and writes of a webhook while it delivers. */
export function delivering(table: Table) {
  return {
    find: (id: string) => head<Webhook>(table, pkOf(id)),

    /** Writes what has come of it, without a journal entry; a decision of undefined changes nothing. */
    async save(found: Stored, now: string, decide: (webhook: Webhook) => Webhook | undefined): Promise<Stored> {
      const note = () =>
        amend<Webhook>(table, found, async (current) => {
          const next = decide(current)
          if (next?.due !== undefined) await beginWatermark(table, now)
          return next && { head: next, also: beside(table, current, next) }
        })
      return patiently(note)
    },

    /** Writes that nothing is delivered there any more, or for now, and tells of it. */
    async stop(found: Stored, told: Told, decide: (webhook: Webhook) => Webhook | undefined): Promise<Stored> {
      const { head: stopped } = await change<Webhook>(table, found, {}, (current) => {
        const next = decide(current)
        return next && changed(table, current, next, told)
      })
      return stopped
    },

    /** What is due of a webhook is for a worker; a row that its webhook does not wait for any more goes away. */
    async tryAgain(due: Due, send: Send): Promise<void> {
      const id = due.subject.slice(prefix.length)
      const found = await head<Webhook>(table, pkOf(id))
      if (found?.due === due.at) await send([{ webhook: id }])
      else await transact(table, [{ Delete: { TableName: table.name, Key: dueKey(due) } }])
    },
  }
}

export type Delivering = ReturnType<typeof delivering>
