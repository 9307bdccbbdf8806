import { beforeAll, describe, expect, it } from 'vitest'
import type { Deciding } from '../../../functions/dossiers/acts.ts'
import { stop } from '../../../functions/dossiers/dossier.ts'
import type { Act } from '../../../functions/dossiers/transitions.ts'
import type { Actor } from '../../../shared/permission/actor.ts'
import { clerk, leader, type Measured, measured, now, specialist } from './measured.ts'

let stand: Measured
beforeAll(async () => {
  stand = await measured()
  await stand.file()
})

/** A dossier of one's own, and what each act on it costs, in the order in which they are done. */
async function journey(steps: [name: Act, by: Actor, decide: Deciding][]) {
  const { cost, desk, file, find, request } = stand
  const form = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`field${n}`, 'x'.repeat(36)]))
  const { code = '' } = await file(form)
  const costs: Record<string, { wcu: number; rcu: number }> = {}
  for (const [index, [name, by, decide]] of steps.entries()) {
    const context = { ...request(by), ifMatch: index + 1 }
    costs[name] = await cost(async () => desk.act(await find(code), name, context, decide))
  }
  return costs
}

describe('what an act costs by the rules of the store', () => {
  it('is what the golden file says: one unit more fails', async () => {
    const { decide } = stand
    const unit = { unit: 'ho-tich' }
    const items = [{ paper: 'GIAY_TO_TUY_THAN', reason: 'Bản chụp mờ' }]
    const papers = [{ paper: 'GIAY_TO_TUY_THAN', kind: 'ORIGINAL' as const, copies: 1 }]
    const fee = { items: [{ name: 'Lệ phí', amount: 8_000 }] }
    const paid = { method: 'Tiền mặt', reference: 'VD-1', paidAt: now }
    const first = await journey([
      ['hand-over', clerk, decide.handOver({ to: unit }, ['H26.125'])],
      ['request-supplement', specialist, decide.requestSupplement({ items }, now)],
      ['supplement', clerk, decide.supplement({ papers }, now)],
      ['request-fee', specialist, decide.requestFee(fee, now)],
      ['confirm-fee', clerk, decide.confirmFee(paid, now)],
      ['extend', leader, decide.extend({ reason: 'Chờ xác minh', newDueAt: '2026-12-15T03:00:00.000Z' }, now)],
      ['assign', leader, decide.assign({ to: unit }, ['H26.125'])],
      ['stop', leader, (dossier, by) => stop(dossier, { ground: 'Quyết định' }, by, now)],
    ])
    const changes = { applicant: { name: 'Trần Thị Ví Dụ' } }
    const second = await journey([
      ['correct', clerk, decide.correct({ changes, reason: 'Nhập sai' }, now)],
      ['withdraw', clerk, decide.withdraw({}, async () => true, now)],
    ])
    await expect(`${JSON.stringify({ ...first, ...second }, null, 2)}\n`).toMatchFileSnapshot('./acts.golden.json')
  })
})
