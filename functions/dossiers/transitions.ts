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
  /** From this status only where the procedure's limit is SAME_DAY or IMMEDIATE. */
  sameDayFrom?: Status
}

const everyStatus = allStatuses
const open = allStatuses.filter(isOpen)

/** The status machine: every act, from where, to where, and the event that it publishes. All else is refused (409). */
export const transitions = {
  accept: { from: [1], to: 2, event: 'dossier.accepted' },
  refuse: { from: [1], to: 3, event: 'dossier.refused' },
  'request-supplement': { from: [1, 2, 4], to: 5, event: 'dossier.supplement-requested' },
  supplement: { from: [5], to: 'BACK', event: 'dossier.supplemented' },
  'hand-over': { from: [2, 4], to: 4, event: 'dossier.handed-over', only: { 2: ['clerk'], 4: ['specialist'] } },
  'request-fee': { from: [2, 4], to: 6, event: 'dossier.fee-requested' },
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
  correct: { from: open, to: 'SAME', event: 'dossier.corrected' },
} as const satisfies Record<string, Transition>

export type Act = keyof typeof transitions

/** What the machine needs to know of a dossier. */
export interface Position {
  status: Status
  limit: { unit: string }
}

const sameDay = new Set(['SAME_DAY', 'IMMEDIATE'])

const allowed = (act: Act, { status, limit }: Position): boolean => {
  const row: Transition = transitions[act]
  return row.from.includes(status) && (row.sameDayFrom !== status || sameDay.has(limit.unit))
}

/** The acts that the status allows, whoever asks. */
export const possibleActs = (position: Position): Act[] =>
  (Object.keys(transitions) as Act[]).filter((act) => allowed(act, position))

/** Whether a role that has the act at all may do it from this status. */
export function mayActFrom(act: Act, status: Status, role: string): boolean {
  const { only }: Transition = transitions[act]
  const roles: readonly string[] | undefined = only?.[status]
  return roles === undefined || roles.includes(role)
}

/**
 * The status after an act with a fixed outcome.
 * @throws Refusal `wrong-state` naming the status and the possible acts; `forbidden` when the role may not act from here.
 */
export function statusAfter(act: Act, position: Position, role: string): Status {
  const { status } = position
  if (!allowed(act, position)) {
    throw new Refusal('wrong-state', {
      state: { code: status, name: statuses[status].name },
      possible: possibleActs(position),
    })
  }
  const { to }: Transition = transitions[act]
  if (!mayActFrom(act, status, role)) throw new Refusal('forbidden')
  if (to === 'BACK') throw new Error(`${act} goes back to where the dossier came from`)
  return to === 'SAME' ? status : to
}
