import { localDate, nextOpening, workingDaysUpTo } from '../../shared/calendar/instant.ts'
import type { DeadlineMissed, ReminderDue } from './events.ts'
import type { Heard, OfFeedback } from './heard.ts'
import { again, type Place, postponed, type Rung, rungs, type Step, stepOf, tellableAt } from './ladder.ts'

/** A step that was told, of which due date. `at` is when it was planned; of what is told daily, when it was told last. */
export interface Past extends Rung {
  dueAt: string
}

/** The deadline of a dossier or a feedback as this service knows it, and what is still to be told of it. */
export interface Deadline {
  /** The dossier's code, or the feedback's id. */
  code: string
  agency: string
  receivingPoint: string
  /** The newest version of what it is of that was heard of. */
  seen: number
  deadlineVersion: number
  dueAt?: string
  acceptedAt?: string
  /** Its clock runs. */
  running: boolean
  assignee?: string
  unit?: string
  /** Who accepted it at the desk. */
  receiver?: string
  /** What is still to be told, the next first. */
  plan: Rung[]
  /** The instant of the due row by which the next is found. */
  due?: string
  /** What was told, so that a new plan doesn't tell it again. */
  told: Past[]
  /** What was left out, and why. */
  skipped?: (Past & { deadlineVersion: number; reason: 'SUPERSEDED' })[]
  /** Absent: it is of a dossier. */
  feedback?: OfFeedback
}

/** As many as three versions of a deadline have steps; the journal has all of them. */
const toldKept = 12
const skippedKept = 4

/** The officer concerned: the assignee, else the receiving clerk. */
export const officerOf = ({ assignee, receiver }: Pick<Deadline, 'assignee' | 'receiver'>): string | undefined =>
  assignee ?? receiver

/** What decides who is told. */
export type InHand = Pick<Deadline, 'feedback' | 'assignee' | 'receiver'>

/**
 * Whom a rung is told to. Of a feedback it is the leader, whatever the rung, where nobody else can do what is to be done:
 * of a denunciation no other may hear, only leaders publish, and what is in nobody's hand has to be given to somebody.
 */
export function toldTo(rung: Pick<Rung, 'kind'>, deadline: InHand): Step['to'] {
  const { to } = stepOf(rung)
  const { feedback } = deadline
  if (!to || !feedback) return to
  const { restricted, toDo } = feedback
  return restricted || toDo === 'PUBLISH' || officerOf(deadline) === undefined ? 'LEADER' : to
}

/** What was told, with a rung that is told now; of what is told daily only the newest counts. */
function withTold(told: Past[], rung: Rung, dueAt: string, now: string): Past[] {
  const { daily } = stepOf(rung)
  const before = daily ? told.filter(({ kind }) => kind !== rung.kind) : told
  return [...before, { ...rung, dueAt, at: daily ? now : rung.at }].slice(-toldKept)
}

/**
 * A plan without what was told or left out for this due date, or told for another one at the same instant: another
 * calendar plans the same step for another instant. What is told daily goes on the day after.
 */
function untold(plan: Rung[], { told, skipped = [] }: Pick<Deadline, 'told' | 'skipped'>, dueAt: string, place: Place) {
  return plan.flatMap((rung) => {
    const past = told.filter(({ kind }) => kind === rung.kind)
    if (stepOf(rung).daily) {
      const last = past.at(-1)
      const [next = rung] = last ? again(last, last.at, place) : []
      const number = last?.dueAt === dueAt ? next.number : rung.number
      const { at } = next.at > rung.at ? next : rung
      return [{ ...rung, number, at }]
    }
    const done = past.some((one) => one.dueAt === dueAt || one.at === rung.at)
    return done || skipped.some((one) => one.kind === rung.kind && one.dueAt === dueAt) ? [] : [rung]
  })
}

/** The deadline with another plan, and the instant at which its next rung is to be looked at. */
function awaiting(deadline: Deadline, plan: Rung[], now: string, place: Place): Deadline {
  const [next] = plan
  const { due: _due, ...rest } = deadline
  return { ...rest, plan, ...(next ? { due: tellableAt(next, now, place) } : {}) }
}

/**
 * The deadline after an event, or undefined when the event says nothing new: it came twice or late.
 * A deadline that stands, ends or moves voids what was planned; one that stays as it was keeps its plan.
 * @param place where it runs; needed only for one that runs.
 */
export function heard(before: Deadline | undefined, event: Heard, now: string, place?: Place): Deadline | undefined {
  const { version, running, feedback } = event
  const receiver = before?.receiver ?? event.receiver
  // The acceptance may come after later events: who received the dossier is all that is still news.
  if (before && version <= before.seen) return receiver === before.receiver ? undefined : { ...before, receiver }

  const { code, agency, receivingPoint, acceptedAt, dueAt, deadlineVersion, assignee } = event
  const { told = [], skipped } = before ?? {}
  const base = {
    ...{ code, agency, receivingPoint, seen: version, deadlineVersion, running, told },
    ...(skipped ? { skipped } : {}),
    ...(acceptedAt ? { acceptedAt } : {}),
    ...(dueAt ? { dueAt } : {}),
    ...(assignee?.person ? { assignee: assignee.person } : {}),
    ...(assignee?.unit ? { unit: assignee.unit } : {}),
    ...(receiver ? { receiver } : {}),
    ...(feedback ? { feedback } : {}),
  }
  if (!base.running || dueAt === undefined) return { ...base, plan: [] }
  if (before?.running && before.dueAt === dueAt) {
    return { ...base, plan: before.plan, ...(before.due ? { due: before.due } : {}) }
  }
  if (!place) throw new Error(`the calendar of ${code} is not known`)
  const plan = untold(rungs({ dueAt, acceptedAt }, place), base, dueAt, place)
  return awaiting({ ...base, plan }, plan, now, place)
}

/** What is told of a deadline at a rung. */
function telling(deadline: Deadline, dueAt: string, rung: Rung, now: string, { calendar }: Place): Told {
  const { code, agency, receivingPoint, deadlineVersion, unit, feedback } = deadline
  const officer = officerOf(deadline)
  const [{ event }, to] = [stepOf(rung), toldTo(rung, deadline)]
  const known = {
    ...(feedback ? { feedback: code, ...feedback } : { dossier: code }),
    ...{ agency, receivingPoint, deadlineVersion, dueAt },
    ...(officer ? { officer } : {}),
    ...(unit ? { unit } : {}),
  }
  if (rung.kind === 'MISSED' || !to) return { type: event, data: known }
  const days =
    rung.kind === 'OVERDUE' ? { overdueDays: workingDaysUpTo(localDate(dueAt), localDate(now), calendar) } : {}
  return { type: event, data: { ...known, kind: rung.kind, number: rung.number, to, plannedFor: rung.at, ...days } }
}

/** What is told, as the event has it. */
export interface Told {
  type: string
  data: ReminderDue | DeadlineMissed
}

/** What a rung comes to: something to tell, or only another plan. */
export interface Fired {
  deadline: Deadline
  tell?: Told
}

/**
 * What the next rung comes to, now that it is due; undefined when none is. What is told when the office opens waits for
 * that, also after an outage or when the day was given off since; it is left out when that would be in vain.
 */
export function fired(deadline: Deadline, now: string, place: Place): Fired | undefined {
  const [rung, ...rest] = deadline.plan
  const { due, dueAt, told, deadlineVersion, skipped = [] } = deadline
  if (!rung || dueAt === undefined || due === undefined || due > now) return undefined
  const { opening, vain } = stepOf(rung)
  const opens = opening ? nextOpening(now, place.calendar, place.office) : now
  if (vain && opens > dueAt) {
    const left = { ...rung, dueAt, deadlineVersion, reason: 'SUPERSEDED' as const }
    return { deadline: awaiting({ ...deadline, skipped: [...skipped, left].slice(-skippedKept) }, rest, now, place) }
  }
  if (opens > now) return { deadline: { ...deadline, plan: [postponed(rung, opens, place), ...rest], due: opens } }
  const after = { ...deadline, told: withTold(told, rung, dueAt, now) }
  return {
    deadline: awaiting(after, [...rest, ...again(rung, now, place)], now, place),
    tell: telling(deadline, dueAt, rung, now, place),
  }
}
