import { type Calendar, dayKind, type Office } from '../../shared/calendar/calendar.ts'
import { localDate, nextOpening, openingOfWorkingDayAfter } from '../../shared/calendar/instant.ts'

/** Where a deadline runs: the working calendar, the hours of its receiving point, and how early it is soon due. */
export interface Place {
  calendar: Calendar
  office: Office
  /** In working days, data of the agency. */
  dueSoonWd: number
}

export type Kind = 'DUE_SOON' | 'DUE' | 'MISSED' | 'OVERDUE'

/** One thing to be told at an instant; `number` counts within its kind, from 1. */
export interface Rung {
  kind: Kind
  number: number
  at: string
}

type When = (dueAt: string, place: Place) => string
const openingBefore: When = (dueAt, { calendar, office, dueSoonWd }) =>
  openingOfWorkingDayAfter(localDate(dueAt), -dueSoonWd, calendar, office)
const atDue: When = (dueAt) => dueAt
const nextDay: When = (dueAt, { calendar, office }) => openingOfWorkingDayAfter(localDate(dueAt), 1, calendar, office)

/** A step of the ladder. */
export interface Step {
  kind: Kind
  to?: 'OFFICER' | 'LEADER'
  event: 'reminder.due' | 'deadline.missed'
  when: When
  /** Told when the office opens. */
  opening?: true
  /** Told again at each opening while it lasts. */
  daily?: true
  /** Not told any more once the due date has passed. */
  vain?: true
}

/** Who is told what and when, in this order (thang nhắc việc). */
export const ladder: readonly Step[] = [
  { kind: 'DUE_SOON', to: 'OFFICER', event: 'reminder.due', when: openingBefore, opening: true, vain: true },
  { kind: 'DUE', to: 'OFFICER', event: 'reminder.due', when: atDue },
  { kind: 'MISSED', event: 'deadline.missed', when: nextDay, opening: true },
  { kind: 'OVERDUE', to: 'LEADER', event: 'reminder.due', when: nextDay, opening: true, daily: true },
]

/** The step that a rung stands for. */
export function stepOf({ kind }: Pick<Rung, 'kind'>): Step {
  const step = ladder.find((row) => row.kind === kind)
  if (!step) throw new Error(`${kind} is no step of the ladder`)
  return step
}

/** Everything to be told of a deadline. Who takes in what is due the same day has it before him: no warning of that. */
export function rungs({ dueAt, acceptedAt }: { dueAt: string; acceptedAt?: string }, place: Place): Rung[] {
  const sameDay = acceptedAt !== undefined && localDate(acceptedAt) === localDate(dueAt)
  return ladder
    .filter(({ kind }) => !(sameDay && kind === 'DUE_SOON'))
    .map(({ kind, when }) => ({ kind, number: 1, at: when(dueAt, place) }))
}

/** When a rung that is planned only now can be told: what should have been told before waits for the office to open. */
export function tellableAt(rung: Rung, now: string, { calendar, office }: Place): string {
  if (rung.at >= now) return rung.at
  return stepOf(rung).opening ? nextOpening(now, calendar, office) : now
}

/** The rung planned for when the office opens, when the day that it was planned for turned out not to be worked. */
export const postponed = (rung: Rung, opens: string, { calendar }: Place): Rung =>
  dayKind(calendar, localDate(rung.at)).working ? rung : { ...rung, at: opens }

/** What follows a rung of its own kind: the same again at the opening of the next working day, for what is told daily. */
export function again(rung: Rung, now: string, { calendar, office }: Place): Rung[] {
  if (!stepOf(rung).daily) return []
  const at = openingOfWorkingDayAfter(localDate(now), 1, calendar, office)
  return [{ ...rung, number: rung.number + 1, at }]
}
