import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { toldOf } from '../../functions/integrations/city-state.ts'
import { eventKey } from '../../functions/integrations/keys.ts'
import { feeding } from '../../functions/integrations/store.ts'
import type { DossierEvent } from '../../functions/reminders/copies.ts'
import { heardOfDossier } from '../../functions/reminders/heard.ts'
import { copies, planning } from '../../functions/reminders/store.ts'
import { dueKey } from '../../shared/dynamodb/due.ts'
import type { JournalItem } from '../../shared/dynamodb/journal.ts'
import { eventOf } from '../../shared/events/envelope.ts'
import { furnish } from '../service/dossiers/office.ts'
import { calendar, deskOn, filedAt, ward, wardCopy } from './growth-filing.ts'
import { type Row, recorder } from './scale-recorder.ts'

export const services = ['dossiers', 'reminders', 'integrations'] as const
export type Service = (typeof services)[number]
export type Item = Record<string, AttributeValue>

/** What the stores of three services write of one filing that is due then; what is there once for all stands apart. */
export interface Pattern {
  code: string
  own: Record<Service, Row[]>
  shared: Record<Service, Row[]>
}

/** Rows that a desk has once, however many dossiers it has. */
const isShared = ({ pk, sk }: Row) =>
  ['COUNTER', 'WATERMARK', 'COPY'].includes(sk) ||
  pk.startsWith('STAFF#') ||
  pk.startsWith('FEEDDAY#') ||
  (pk.startsWith('FEED#') && sk === 'HEAD')

/**
 * A filing as the services themselves store it: the desk, who plans its reminders, who puts it into the feed.
 * @param before how many were filed on that day already.
 */
export async function patternOf(dueAt: string, before = 0): Promise<Pattern> {
  const rows: Record<Service, Row[]> = { dossiers: [], reminders: [], integrations: [] }
  const table = (service: Service) => recorder({ hear: ({ after }) => void (after && rows[service].push(after)) }).table
  const office = deskOn(table('dossiers'))
  await furnish(office.store)
  for (let filed = 0; filed < before; filed += 1) await office.file('fill')
  rows.dossiers.splice(0)
  const code = await office.file('fill')
  const entry = rows.dossiers.find(({ sk }) => sk.startsWith('JOURNAL#'))
  const { type, version, time, data, ...known } = eventOf('dossiers', entry as Row & JournalItem)
  const due = { ...known, type, version, time, data: { ...data, dueAt } }
  const reminding = table('reminders')
  await copies(reminding).keepAgency(ward, 1, wardCopy)
  await copies(reminding).keepCalendar(calendar.id, 1, calendar)
  await planning(reminding).hear(heardOfDossier(due as unknown as DossierEvent), filedAt)
  await feeding(table('integrations'), () => filedAt).take([toldOf(due)].flatMap((told) => told ?? []))
  const only = (shared: boolean) =>
    Object.fromEntries(services.map((service) => [service, rows[service].filter((row) => isShared(row) === shared)]))
  return { code, own: only(false) as Pattern['own'], shared: only(true) as Pattern['shared'] }
}

function renamed(value: AttributeValue, from: string, to: string): AttributeValue {
  if (value.S !== undefined) return value.S.includes(from) ? { S: value.S.replaceAll(from, to) } : value
  if (value.M) return { M: renamedItem(value.M, from, to) }
  return value.L ? { L: value.L.map((one) => renamed(one, from, to)) } : value
}

const renamedItem = (item: Item, from: string, to: string): Item =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, renamed(value, from, to)]))

/** The rows of a pattern under other codes; keys that are made of more than the code are made anew by their own functions. */
export function copier({ code: from, own }: Pattern) {
  const stored = services.map((service) => [service, own[service].map(marshalled)] as const)
  return (code: string, number: number): [Service, Item[]][] =>
    stored.map(([service, items]) => [
      service,
      items.map((item) => ({ ...renamedItem(item, from, code), ...keyOf(item, code, number) })),
    ])
}

export const marshalled = (row: Row): Item => marshall(row, { removeUndefinedValues: true })

function keyOf({ pk, sk }: Item, code: string, number: number): Item {
  const kind = pk?.S?.slice(0, pk.S.indexOf('#'))
  if (kind === 'DUE') return marshall(dueKey({ subject: code, at: sk?.S?.slice(0, sk.S.indexOf('#')) ?? '' }))
  if (kind === 'EVENTS') return marshall(eventKey(ward, number))
  // The hash of a key that nobody sends again.
  return kind === 'KEY' ? { pk: { S: `KEY#${String(number).padStart(22, '0')}` } } : {}
}
