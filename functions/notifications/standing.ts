import type { Message } from './message.ts'
import type { TemplateName } from './templates.ts'

type Said = Pick<Message, 'template' | 'deadline' | 'facts'>
/** What rules ask of the copy of a dossier or a feedback. */
export interface Standing {
  status: number | string
  dueAt?: string
  deadlineVersion: number
  pausedAt?: string
}
/** Whether what a message says is still so, as far as that copy knows. */
type Rule = (copy: Standing, said: Said) => boolean
type Statuses = ReadonlySet<number | string>

/** The statuses of a dossier whose clock runs, unless it was stopped: accepted, in progress, waiting for a fee. */
const running: Statuses = new Set([2, 4, 6])
/** The statuses of a dossier in which a result is still to come. */
const unsettled: Statuses = new Set([...running, 5])
/** The statuses of a feedback in which an answer is still to come. */
const unanswered: Statuses = new Set(['RECEIVED', 'NEED_INFO', 'INFO_ADDED', 'IN_PROGRESS'])

/** A copy that is behind the reminder has nothing to say against it. */
const inForce =
  (runs: (copy: Standing) => boolean): Rule =>
  (copy, { deadline }) => {
    if (!deadline || copy.deadlineVersion < deadline.version) return true
    return copy.deadlineVersion === deadline.version && runs(copy)
  }
const clockRuns = inForce(({ status, pausedAt }) => running.has(status) && pausedAt === undefined)
/**
 * A feedback has a due date only while something is waited for. An answer may make its publication due at the very instant
 * at which it was due itself: that is the same version of the deadline, and something else to be done.
 */
const isWaitedFor: Rule = (copy, said) =>
  inForce(({ dueAt, status }) => dueAt !== undefined && unanswered.has(status) === (said.facts.toDo !== 'PUBLISH'))(
    copy,
    said,
  )
/** Whoever has a date has it until there is another one, or nothing to wait for. */
const dateHolds =
  (waiting: Statuses): Rule =>
  ({ deadlineVersion, status }, { deadline }) =>
    waiting.has(status) && (!deadline || deadlineVersion <= deadline.version)
const inStatus =
  (...wanted: (number | string)[]): Rule =>
  ({ status }) =>
    wanted.includes(status)
/** Nothing more was asked for meanwhile, and it goes on by the date that is told. */
const papersIn: Rule = ({ deadlineVersion, status }, { deadline }) =>
  (status === 1 || running.has(status)) && (!deadline || deadlineVersion <= deadline.version)
const always: Rule = () => true

const rules: Record<TemplateName, Rule> = {
  'due-soon': clockRuns,
  due: clockRuns,
  overdue: clockRuns,
  late: clockRuns,
  accepted: dateHolds(unsettled),
  'deadline-changed': dateHolds(unsettled),
  'supplement-requested': inStatus(5),
  'supplement-received': papersIn,
  'fee-requested': inStatus(6),
  // Who has the result in his hands need not come for it.
  'result-ready': inStatus(9),
  refused: always,
  stopped: always,
  'feedback-due-soon': isWaitedFor,
  'feedback-due': isWaitedFor,
  'feedback-overdue': isWaitedFor,
  'feedback-late': isWaitedFor,
  // Of a date that has moved it says nothing (`asItStands`): it came all the same.
  'feedback-received': inStatus(...unanswered),
  'feedback-info-requested': inStatus('NEED_INFO'),
  // What was reopened is answered once more.
  'feedback-answered': inStatus('ANSWERED', 'PUBLISHED'),
  'feedback-rejected': always,
  'feedback-forwarded': always,
  // Leaders have to know of it whatever came of it.
  'denunciation-received': always,
  'webhook-disabled': always,
}

const soon: ReadonlySet<TemplateName> = new Set(['due-soon', 'feedback-due-soon'])
/** What a deadline gives cause to say: whether it still runs can be asked at any time. */
const ofDeadline: ReadonlySet<TemplateName> = new Set([
  ...soon,
  ...(['due', 'overdue', 'late', 'feedback-due', 'feedback-overdue', 'feedback-late'] as const),
])
/** So long after it happened a notice is said as it was: it was true when the desk did it. */
const freshMs = 60_000

/**
 * Whether a notice comes late, after its service was away or its provider down. What came after it may lie
 * behind it in the queue: it waits for a sweep, by when that is known, and is then said only if it is still so.
 */
export const comesLate = ({ template, facts: { at } }: Pick<Said, 'template' | 'facts'>, now: string): boolean =>
  !ofDeadline.has(template.name) && Date.parse(now) - Date.parse(at) > freshMs

/** So long after the hour nobody is told any more that it will come: the hour has a mail of its own. */
const soonUntilMs = 12 * 3_600_000

/** Whether a message may be sent: what waited for hours must not ask for what was done meanwhile, nor name an old date. */
export function stillStands(said: Said, copy: Standing | undefined, now: string): boolean {
  const { name } = said.template
  const { dueAt = now } = said.facts
  if (soon.has(name) && Date.parse(now) - Date.parse(dueAt) > soonUntilMs) return false
  const fresh = !ofDeadline.has(name) && !comesLate(said, now)
  return copy === undefined || fresh || rules[name](copy, said)
}

/** What a message says, by what is known now: a promise that another one replaced is left out, where the text does without. */
export function asItStands({ template, facts, deadline }: Said, copy: Standing | undefined): Message['facts'] {
  if (template.name !== 'feedback-received' || !copy || !deadline || copy.deadlineVersion <= deadline.version)
    return facts
  const { dueAt: _replaced, ...rest } = facts
  return rest
}
