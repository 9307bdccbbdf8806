import { type Deadline, officerOf } from './deadline.ts'
import type { ToDo } from './heard.ts'

/** Whose calendar a row stands in: the agency's, or one officer's there. */
export interface FeedOf {
  agency: string
  officer?: string
}

/** A deadline in a calendar feed. What is over stays a while as cancelled, so that a calendar takes it out. */
export interface FeedRow {
  code: string
  dueAt: string
  receivingPoint: string
  state: 'CONFIRMED' | 'CANCELLED'
  /** Only of a feedback: what is due. */
  toDo?: ToDo
  /** Rises with each change: the version of what it is of that brought it. */
  sequence: number
  changedAt: string
}

/** What calendars show of a deadline: nothing before it has one, and never anything of what only leaders may know. */
function shown(deadline: Deadline | undefined) {
  if (deadline?.dueAt === undefined || deadline.feedback?.restricted) return undefined
  const { code, dueAt, receivingPoint, running, feedback } = deadline
  const state = running ? ('CONFIRMED' as const) : ('CANCELLED' as const)
  return { code, dueAt, receivingPoint, state, ...(feedback ? { toDo: feedback.toDo } : {}) }
}

/** The rows of calendars that change with a deadline; an officer who gives the dossier away has it cancelled. */
export function feedChanges(before: Deadline | undefined, after: Deadline, changedAt: string): [FeedOf, FeedRow][] {
  const old = shown(before)
  // A feedback has no date any more when nothing is waited for: the one that calendars show is taken out.
  const now = shown(after) ?? (old && { ...old, state: 'CANCELLED' as const })
  if (!now) return []
  const { agency, seen: sequence } = after
  const same = old !== undefined && old.dueAt === now.dueAt && old.state === now.state && old.toDo === now.toDo
  const was = before && old ? officerOf(before) : undefined
  // Who gets a dossier whose clock stands or is over has nothing to take out of his calendar.
  const is = now.state === 'CONFIRMED' || was === officerOf(after) ? officerOf(after) : undefined
  const row = { ...now, sequence, changedAt }
  return [
    ...(same ? [] : [[{ agency }, row] as [FeedOf, FeedRow]]),
    ...(is === undefined || (same && was === is) ? [] : [[{ agency, officer: is }, row] as [FeedOf, FeedRow]]),
    ...(was === undefined || was === is
      ? []
      : [
          [
            { agency, officer: was },
            { ...row, state: 'CANCELLED' as const },
          ] as [FeedOf, FeedRow],
        ]),
  ]
}
