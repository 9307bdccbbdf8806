import { describe, expect, it } from 'vitest'
import { confirmFee, requestFee } from '../../../functions/dossiers/fee.ts'
import { accepted, clerk, specialist } from './sample.ts'

const at = '2026-11-17T03:00:00.000Z'
const paidAt = '2026-11-17T02:30:00.000Z'
const notice = {
  items: [
    { name: 'Lệ phí', amount: 8_000 },
    { name: 'Phí bản sao', amount: 4_500, exemption: 'Hộ nghèo' },
  ],
}
const due = () => ({ dueAt: '2026-11-20T10:00:00.000Z', provisional: false })
const never = () => {
  throw new Error('the clock did not stand')
}

describe('a fee', () => {
  it('is the sum of its items; the clock goes on as the index counts it', () => {
    const acted = requestFee(accepted({ status: 4 }), notice, { feePausesClock: false }, specialist, at)
    expect(acted).toMatchObject({ event: 'dossier.fee-requested', details: notice })
    expect(acted.dossier).toMatchObject({ status: 6, backTo: 4, fee: { total: 12_500 } })
    expect(acted.dossier.pausedAt).toBeUndefined()
  })

  it('lets the clock stand where the policy says so, and moves the due date when it is paid', () => {
    const { dossier } = requestFee(accepted(), notice, { feePausesClock: true }, clerk, at)
    expect(dossier).toMatchObject({ pausedAt: at, backTo: 2 })
    const later = '2026-11-18T03:00:00.000Z'
    const paid = confirmFee(dossier, { method: 'Thẻ', reference: 'r', paidAt }, due, clerk, later).dossier
    expect(paid).toMatchObject({ status: 2, dueAt: due().dueAt, deadlineVersion: 2, pauses: [{ from: at, to: later }] })
    expect(paid.pausedAt).toBeUndefined()
  })

  it('when paid goes back to where it was asked for, with what was paid and how', () => {
    const waiting = accepted({ status: 6, backTo: 4, fee: { total: 12_500 } })
    const how = { method: 'Chuyển khoản', reference: 'VD-1', paidAt }
    const acted = confirmFee(waiting, how, never, clerk, at)
    expect(acted.dossier).toMatchObject({ status: 4, fee: { total: 12_500, paidAt }, deadlineVersion: 1 })
    expect(acted.dossier.backTo).toBeUndefined()
    expect(acted).toMatchObject({ event: 'dossier.fee-paid', details: how })
  })

  it('was paid before now, but for a cashier’s clock that is five minutes ahead', () => {
    const waiting = accepted({ status: 6, backTo: 2, fee: { total: 1 } })
    const pay = (when: string) => confirmFee(waiting, { method: 'm', reference: 'r', paidAt: when }, never, clerk, at)
    expect(pay('2026-11-17T03:05:00.000Z').dossier.status).toBe(2)
    expect(() => pay('2026-11-17T03:05:00.001Z')).toThrow(
      expect.objectContaining({
        problem: 'invalid-request',
        facts: { errors: [{ pointer: '/paidAt', detail: 'Lies in the future' }] },
      }),
    )
  })
})
