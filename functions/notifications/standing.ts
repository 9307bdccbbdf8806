import type { DossierCopy } from './copies.ts'
import type { Message } from './message.ts'
import type { TemplateName } from './templates.ts'

type Said = Pick<Message, 'template' | 'deadline' | 'facts'>
/** Whether what a message says is still so, as far as the copy of its dossier knows. */
type Rule = (copy: DossierCopy, said: Said) => boolean

/** The statuses whose clock runs, unless it was stopped: accepted, in progress, waiting for a fee. */
const running = new Set([2, 4, 6])
/** The statuses in which a result is still to come. */
const unsettled = new Set([...running, 5])

/** A copy that is behind the reminder has nothing to say against it. */
const clockRuns: Rule = ({ deadlineVersion, status, pausedAt }, { deadline }) => {
  if (!deadline || deadlineVersion < deadline.version) return true
  return deadlineVersion === deadline.version && running.has(status) && pausedAt === undefined
}
/** Whoever has a date has it until there is another one, or nothing to wait for. */
const dateHolds: Rule = ({ deadlineVersion, status }, { deadline }) =>
  unsettled.has(status) && (!deadline || deadlineVersion <= deadline.version)
const inStatus =
  (wanted: number): Rule =>
  ({ status }) =>
    status === wanted
/** Nothing more was asked for meanwhile, and it goes on by the date that is told. */
const papersIn: Rule = ({ deadlineVersion, status }, { deadline }) =>
  (status === 1 || running.has(status)) && (!deadline || deadlineVersion <= deadline.version)
const always: Rule = () => true

const rules: Record<TemplateName, Rule> = {
  'due-soon': clockRuns,
  due: clockRuns,
  overdue: clockRuns,
  late: clockRuns,
  accepted: dateHolds,
  'deadline-changed': dateHolds,
  'supplement-requested': inStatus(5),
  'supplement-received': papersIn,
  'fee-requested': inStatus(6),
  // Who has the result in his hands need not come for it.
  'result-ready': inStatus(9),
  refused: always,
  stopped: always,
}

/** What a deadline gives cause to say: whether it still runs can be asked at any time. */
const ofDeadline = new Set<TemplateName>(['due-soon', 'due', 'overdue', 'late'])
/** So long after it happened a notice of a dossier is said as it was: it was true when the desk did it. */
const freshMs = 60_000

/**
 * Whether a notice of a dossier comes late, after its service was away or its provider down. What came after it may lie
 * behind it in the queue: it waits for a sweep, by when that is known, and is then said only if it is still so.
 */
export const comesLate = ({ template, facts: { at } }: Pick<Said, 'template' | 'facts'>, now: string): boolean =>
  !ofDeadline.has(template.name) && Date.parse(now) - Date.parse(at) > freshMs

/** So long after the hour nobody is told any more that it will come: the hour has a mail of its own. */
const soonUntilMs = 12 * 3_600_000

/** Whether a message may be sent: what waited for hours must not ask for what was done meanwhile, nor name an old date. */
export function stillStands(said: Said, copy: DossierCopy | undefined, now: string): boolean {
  const { name } = said.template
  const { dueAt = now } = said.facts
  if (name === 'due-soon' && Date.parse(now) - Date.parse(dueAt) > soonUntilMs) return false
  const fresh = !ofDeadline.has(name) && !comesLate(said, now)
  return copy === undefined || fresh || rules[name](copy, said)
}
