import { Refusal } from '../../shared/problems/refusal.ts'
import { allStatuses, isOpen, type Status, statuses } from './status.ts'

type StaffRole = 'clerk' | 'specialist' | 'leader'

interface Transition {
  from: readonly Status[]
  /** The new status; BACK: where the dossier came from; SAME: the act changes no status. */
  to: Status | 'BACK' | 'SAME'
  event: string
  /** The statuses from which only these roles may act, beyond the permission table. */
  only?: Partial<Record<Status, readonly StaffRole[]>>
  /** Only these roles may act once the dossier's right to it is used up; the others may not then, and these not before. */
  again?: readonly StaffRole[]
  /** From this status only where the procedure's limit is SAME_DAY or IMMEDIATE. */
  sameDayFrom?: Status
  /** While the dossier waits after this act: the status to which it will go back, by the one where it was asked. */
  backTo?: Partial<Record<Status, Status>>
}

const everyStatus = allStatuses
const open = allStatuses.filter(isOpen)
/** The desk corrects its own record; what is completed only the leader. */
const onlyAtTheDesk: Transition['only'] = {
  ...Object.fromEntries(open.map((status) => [status, ['clerk']])),
  9: ['leader'],
}

/** The status machine: every act, from where, to where, and the event that it publishes. All else is refused (409). */
export const transitions = {
  accept: { from: [1], to: 2, event: 'dossier.accepted' },
  refuse: { from: [1], to: 3, event: 'dossier.refused' },
  'request-supplement': {
    from: [1, 2, 4],
    to: 5,
    event: 'dossier.supplement-requested',
    only: { 1: ['clerk'], 2: ['clerk', 'specialist'], 4: ['clerk', 'specialist'] },
    again: ['leader'],
    // The national list knows no way from 5 to 2: what was accepted is in progress when its papers are complete.
    backTo: { 1: 1, 2: 4, 4: 4 },
  },
  supplement: { from: [5], to: 'BACK', event: 'dossier.supplemented' },
  'hand-over': { from: [2, 4], to: 4, event: 'dossier.handed-over', only: { 2: ['clerk'], 4: ['specialist'] } },
  'request-fee': { from: [2, 4], to: 6, event: 'dossier.fee-requested', backTo: { 2: 2, 4: 4 } },
  'confirm-fee': { from: [6], to: 'BACK', event: 'dossier.fee-paid' },
  withdraw: { from: [1, 2, 4, 5, 6], to: 7, event: 'dossier.withdrawn' },
  stop: { from: [2, 4, 5, 6], to: 8, event: 'dossier.stopped' },
  complete: {
    from: [2, 4],
    to: 9,
    event: 'dossier.completed',
    only: { 4: ['specialist', 'leader'] },
    sameDayFrom: 2,
  },
  return: { from: [9], to: 10, event: 'dossier.returned' },
  extend: { from: [2, 4], to: 'SAME', event: 'dossier.extended' },
  assign: { from: [1, 2, 4, 5, 6], to: 'SAME', event: 'dossier.assigned' },
  note: { from: everyStatus, to: 'SAME', event: 'dossier.noted' },
  correct: { from: open, to: 'SAME', event: 'dossier.corrected', only: onlyAtTheDesk },
} as const satisfies Record<string, Transition>

/** The event of a deadline that moved because what it is counted by did: nobody's act, hence no row of the machine. */
export const deadlineChanged = 'dossier.deadline-changed'

export type Act = keyof typeof transitions

/** What the machine needs to know of a dossier. */
export interface Position {
  status: Status
  limit: { unit: string }
  /** The status to which it goes back from 5 or 6. */
  backTo?: Status
}

const sameDay = new Set(['SAME_DAY', 'IMMEDIATE'])

const allowed = (act: Act, { status, limit }: Position): boolean => {
  const row: Transition = transitions[act]
  return row.from.includes(status) && (row.sameDayFrom !== status || sameDay.has(limit.unit))
}

/** The acts that the status allows, whoever asks. */
export const possibleActs = (position: Position): Act[] =>
  (Object.keys(transitions) as Act[]).filter((act) => allowed(act, position))

/**
 * Whether a role that has the act at all may do it from this status.
 * @param again whether the dossier has used up its right to this act.
 */
export function mayActFrom(act: Act, status: Status, role: string, again = false): boolean {
  const { only, again: roles }: Transition = transitions[act]
  const wanted: readonly string[] | undefined = again ? roles : only?.[status]
  return wanted === undefined || wanted.includes(role)
}

/** Where the dossier will go back to when it waits after this act; undefined for acts that end or go on. */
export const backToAfter = (act: Act, status: Status): Status | undefined =>
  (transitions[act] as Transition).backTo?.[status]

/**
 * The status after an act.
 * @throws Refusal `wrong-state` naming the status and the possible acts; `forbidden` when the role may not act from here.
 */
export function statusAfter(act: Act, position: Position, role: string, again = false): Status {
  const { status, backTo } = position
  if (!allowed(act, position)) {
    throw new Refusal('wrong-state', {
      state: { code: status, name: statuses[status].name },
      possible: possibleActs(position),
    })
  }
  const { to }: Transition = transitions[act]
  if (!mayActFrom(act, status, role, again)) throw new Refusal('forbidden')
  if (to === 'SAME') return status
  if (to !== 'BACK') return to
  if (backTo === undefined) throw new Error(`a dossier in ${status} does not know where it came from`)
  return backTo
}
