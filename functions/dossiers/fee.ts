import type { Pause } from '../../shared/calendar/deadline.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import { paused, resumed } from './clock.ts'
import { type Acted, type Appointment, act, type By, type Dossier } from './dossier.ts'

/** The cashier's clock may be ahead of ours by so much. */
const clockSkewMs = 5 * 60_000

export interface FeeNotice {
  items: { name: string; amount: number; exemption?: string }[]
  note?: string
}

/** Ask for a fee (nghĩa vụ tài chính), in VND; the clock goes on unless the agency's policy lets it stand. */
export function requestFee(
  dossier: Dossier,
  how: FeeNotice,
  { feePausesClock }: { feePausesClock: boolean },
  by: By,
  at: string,
): Acted {
  const total = how.items.reduce((sum, { amount }) => sum + amount, 0)
  const change = { fee: { total }, ...(feePausesClock ? paused(dossier, at) : {}) }
  return act('request-fee', dossier, by, change, { ...how })
}

export interface Payment {
  method: string
  reference: string
  paidAt: string
  note?: string
}

/** Confirm that the fee was paid; the dossier goes back to where the fee was asked for. */
export function confirmFee(
  dossier: Dossier,
  how: Payment,
  due: (pauses: Pause[]) => Appointment,
  by: By,
  at: string,
): Acted {
  const change = { fee: { total: dossier.fee?.total ?? 0, paidAt: how.paidAt }, ...resumed(dossier, at, due) }
  const acted = act('confirm-fee', dossier, by, change, { ...how })
  if (Date.parse(how.paidAt) > Date.parse(at) + clockSkewMs) {
    throw new Refusal('invalid-request', { errors: [{ pointer: '/paidAt', detail: 'Lies in the future' }] })
  }
  return acted
}
