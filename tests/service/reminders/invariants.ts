import { isDeepStrictEqual } from 'node:util'
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

const same = (what: string, found: unknown, expected: unknown): string[] =>
  isDeepStrictEqual(found, expected) ? [] : [`${what}: ${JSON.stringify(found)}, should be ${JSON.stringify(expected)}`]

/** Gapless, each entry bound to the one before, and the head to the newest. */
function chained({ pk, version, chain }: HeadItem, entries: JournalItem[]): string[] {
  const versions = entries.map((entry) => entry.version)
  const hashes = entries.map(entryHash)
  const previous = entries.map((entry) => entry.previous)
  return [
    ...same(
      `versions of ${pk}`,
      versions,
      Array.from({ length: version }, (_, n) => n + 1),
    ),
    ...same(`chain of ${pk}`, previous, ['', ...hashes].slice(0, entries.length)),
    ...same(`head of ${pk}`, chain, hashes.at(-1) ?? ''),
  ]
}

/**
 * Calendars say what the head says: the agency's one row, and the officer's while the clock runs and nobody else's. Of a
 * denunciation they have nothing; what has no date any more is at most taken out.
 */
function shown(head: Head, feeds: Item[]): string[] {
  const { code, agency, dueAt, running, feedback } = head
  const rows = feeds.filter(({ sk }) => sk === code) as unknown as (FeedRow & { pk: string })[]
  const state = running ? 'CONFIRMED' : 'CANCELLED'
  const ours = rows.filter(({ pk }) => pk === `FEED#${agency}`).map((row) => [row.dueAt, row.state])
  if (feedback?.restricted) return same(`calendars with ${code}`, rows, [])
  const standing = rows.filter((row) => row.state !== 'CANCELLED')
  if (dueAt === undefined) return same(`calendars with ${code}`, standing, [])
  const confirmed = rows.filter((row) => row.state === 'CONFIRMED' && row.pk !== `FEED#${agency}`)
  const officer = running ? officerOf(head) : undefined
  const due = officer === undefined ? [] : [[`FEED#${agency}#${officer}`, dueAt]]
  const theirs = confirmed.map(({ pk, dueAt: at }) => [pk, at])
  return [
    ...same(`the agency's calendar with ${code}`, ours, [[dueAt, state]]),
    ...same(`the officers' calendars with ${code}`, theirs, due),
  ]
}

/** Everything told once, and under the version in force. */
function toldRightly(code: string, entries: JournalItem[]): string[] {
  const told = entries.map(names)
  const versions = entries.map(({ data }) => (data as { deadlineVersion: number }).deadlineVersion)
  return [
    ...same(`told of ${code}`, told, [...new Set(told)]),
    ...same(
      `deadlines of ${code}`,
      versions,
      versions.toSorted((a, b) => a - b),
    ),
  ]
}

/**
 * What is wrong with the table, or with what it has of some subjects, though nobody writes: a due row for each deadline
 * that runs, where its head says, and no other; everything told once, under the version in force; journals gapless and
 * bound; calendars as the heads.
 */
export function broken(items: Item[]): string[] {
  const heads = begins(items, 'DEADLINE#').filter(({ sk }) => sk === 'HEAD') as unknown as Head[]
  const rows = begins(items, 'DUE#').map(({ pk, sk }) => `${pk} ${sk}`)
  const waiting = heads
    .filter(({ running }) => running)
    .map(({ code, due = 'missing' }) => dueKey({ subject: code, at: due }))
  const overdone = heads.filter(({ running, plan, due }) => !running && (due !== undefined || plan.length > 0))
  return [
    ...same('due rows', rows.sort(), waiting.map(({ pk, sk }) => `${pk} ${sk}`).sort()),
    ...overdone.map(({ code }) => `${code} does not run and waits`),
    ...heads.flatMap((head) => {
      const entries = journalOf(items, head.code)
      return [...chained(head, entries), ...toldRightly(head.code, entries), ...shown(head, begins(items, 'FEED#'))]
    }),
  ]
}

/** The same in a test. */
export const holds = (items: Item[]): void => expect(broken(items)).toEqual([])
