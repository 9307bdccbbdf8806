import { expect } from 'vitest'
import { type Deadline, officerOf } from '../../../functions/reminders/deadline.ts'
import type { ReminderDue } from '../../../functions/reminders/events.ts'
import type { FeedRow } from '../../../functions/reminders/feed-rows.ts'
import { localDate } from '../../../shared/calendar/instant.ts'
import { dueKey } from '../../../shared/dynamodb/due.ts'
import { entryHash, type HeadItem, type JournalItem } from '../../../shared/dynamodb/journal.ts'

type Item = Record<string, unknown>
type Head = Deadline & HeadItem
const begins = (items: Item[], prefix: string) => items.filter(({ pk }) => String(pk).startsWith(prefix))

/** What was told, named so that nothing may be told twice: a step of a due date, or a day for what is told daily. */
export function names({ type, at, data }: JournalItem): string {
  const { kind, dueAt } = data as unknown as ReminderDue
  return kind === 'OVERDUE' ? `OVERDUE on ${localDate(at)}` : `${kind ?? type} of ${dueAt}`
}

/** The journal of a deadline, its newest entry last. */
export const journalOf = (items: Item[], code: string) =>
  items.filter(({ pk, sk }) => pk === `DEADLINE#${code}` && sk !== 'HEAD') as unknown as JournalItem[]

/** Gapless, each entry bound to the one before, and the head to the newest. */
function chained({ pk, version, chain }: HeadItem, entries: JournalItem[]) {
  expect([pk, entries.map((entry) => entry.version)]).toEqual([pk, Array.from({ length: version }, (_, n) => n + 1)])
  const hashes = entries.map(entryHash)
  expect(entries.map(({ previous }) => previous)).toEqual(['', ...hashes].slice(0, entries.length))
  expect(chain).toBe(hashes.at(-1) ?? '')
}

/**
 * Calendars say what the head says: the agency's one row, and the officer's while the clock runs and nobody else's. Of a
 * denunciation they have nothing; what has no date any more is at most taken out.
 */
function shown(head: Head, feeds: Item[]) {
  const { code, agency, dueAt, running, feedback } = head
  const rows = feeds.filter(({ sk }) => sk === code) as unknown as (FeedRow & { pk: string })[]
  const state = running ? 'CONFIRMED' : 'CANCELLED'
  const ours = rows.filter(({ pk }) => pk === `FEED#${agency}`).map((row) => [row.dueAt, row.state])
  if (feedback?.restricted) return expect([code, rows]).toEqual([code, []])
  if (dueAt === undefined) return expect([code, rows.filter((row) => row.state !== 'CANCELLED')]).toEqual([code, []])
  expect([code, ours]).toEqual([code, [[dueAt, state]]])
  const confirmed = rows.filter((row) => row.state === 'CONFIRMED' && row.pk !== `FEED#${agency}`)
  const officer = running ? officerOf(head) : undefined
  const due = officer === undefined ? [] : [[`FEED#${agency}#${officer}`, dueAt]]
  expect([code, confirmed.map(({ pk, dueAt: at }) => [pk, at])]).toEqual([code, due])
}

/**
 * What must hold of the table whenever nobody writes: a due row for each deadline that runs, where its head says, and no
 * other; everything told once, under the version in force; journals gapless and bound; calendars as the heads.
 */
export function holds(items: Item[]): void {
  const heads = begins(items, 'DEADLINE#').filter(({ sk }) => sk === 'HEAD') as unknown as Head[]
  const rows = begins(items, 'DUE#').map(({ pk, sk }) => `${pk} ${sk}`)
  const waiting = heads
    .filter(({ running }) => running)
    .map(({ code, due = 'missing' }) => dueKey({ subject: code, at: due }))
  expect(rows.sort()).toEqual(waiting.map(({ pk, sk }) => `${pk} ${sk}`).sort())
  expect(heads.filter(({ running, plan, due }) => !running && (due !== undefined || plan.length > 0))).toEqual([])
  for (const head of heads) {
    const entries = journalOf(items, head.code)
    chained(head, entries)
    const told = entries.map(names)
    expect([head.code, told]).toEqual([head.code, [...new Set(told)]])
    const versions = entries.map(({ data }) => (data as { deadlineVersion: number }).deadlineVersion)
    expect(versions).toEqual(versions.toSorted((a, b) => a - b))
    shown(head, begins(items, 'FEED#'))
  }
}
