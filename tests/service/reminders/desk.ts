import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { vi } from 'vitest'
import seed from '../../../functions/procedures/seed/calendar.json' with { type: 'json' }
import type { DossierEvent } from '../../../functions/reminders/copies.ts'
import type { JournalItem } from '../../../shared/dynamodb/journal.ts'
import { freshTable } from '../harness.ts'

export const ward = 'H26.125'
export const point = `${ward}-01`

/** What `agency.changed` says of the ward. */
export const agencyData = (id = ward, lineage = ['H26']) => ({
  agency: { id, name: `Phường ${id}` },
  receivingPoints: [
    {
      id: `${id}-01`,
      hours: [
        { from: '08:00', to: '12:00' },
        { from: '13:00', to: '17:00' },
      ],
      calendar: seed.id,
      saturdayDesk: true,
    },
  ],
  policy: { saturdayDesk: true, dueSoonWd: 1 },
  lineage,
})

/** An instant of Vietnam as it is stored. */
export const local = (text: string): string => new Date(`${text.replace(' ', 'T')}:00.000+07:00`).toISOString()

/** A dossier's event as it comes; due Thu 19/11/2026 17:00 unless said otherwise. */
export function dossierEvent(
  code: string,
  version = 1,
  data: Partial<DossierEvent['data']> = {},
  type = 'dossier.accepted',
) {
  const acceptedAt = local('2026-11-16 09:10')
  const known = { code, agency: ward, receivingPoint: point, status: 2, acceptedAt, deadlineVersion: 1 }
  const dates = { dueAt: local('2026-11-19 17:00'), by: { id: 'clerk-1', agency: ward } }
  return { type, version, time: acceptedAt, subject: code, data: { ...known, ...dates, ...data } }
}

/** The service's functions on a table and a clock of their own. */
export async function openDesk() {
  const table = await freshTable('reminders')
  const clockFile = join(mkdtempSync(join(tmpdir(), 'motcua-clock-')), 'clock.json')
  Object.assign(process.env, { TABLE: table.name, BUS: 'none', CLOCK_FILE: clockFile })
  /** Puts the clock of the functions to an instant, from which it goes on. */
  const at = (instant: string) =>
    writeFileSync(clockFile, JSON.stringify({ offsetMs: Date.parse(instant) - Date.now() }))
  at(local('2026-11-16 09:10'))

  // The functions take their table when they are loaded.
  vi.resetModules()
  const { handler: onDossier } = await import('../../../functions/reminders/on-dossier.ts')
  const { handler: onReference } = await import('../../../functions/reminders/on-reference.ts')
  const { handler: onDue } = await import('../../../functions/reminders/on-due.ts')

  const messages = (details: object[]) => ({
    Records: details.map((detail, index) => ({ messageId: `m${index}`, body: JSON.stringify({ detail }) })),
  })
  const reference = (type: string, version: number, data: object) => onReference(messages([{ type, version, data }]))
  const hear = (...events: object[]) => onDossier(messages(events))

  const query = async (pk: string, begins = '') => {
    const { Items: items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: begins ? 'pk = :pk AND begins_with(sk, :begins)' : 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk, ...(begins ? { ':begins': begins } : {}) },
        ConsistentRead: true,
      }),
    )
    return items
  }
  /** What was told of a dossier: its events in their order. */
  const told = async (code: string) => (await query(`DEADLINE#${code}`, 'JOURNAL#')) as JournalItem[]

  /** Every item of the table. */
  async function dump(): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = []
    let from: Record<string, unknown> | undefined
    do {
      const page = await table.client.send(new ScanCommand({ TableName: table.name, ExclusiveStartKey: from }))
      items.push(...(page.Items ?? []))
      from = page.LastEvaluatedKey
    } while (from)
    return items
  }
  const dueRows = async () => (await dump()).filter(({ pk }) => String(pk).startsWith('DUE#'))

  await reference('agency.changed', 1, agencyData())
  await reference('calendar.published', 1, seed)
  return { table, at, hear, reference, onDue, told, query, dump, dueRows, messages, onDossier, onReference }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>
