import { correct } from '../../../functions/dossiers/correction.ts'
import * as acts from '../../../functions/dossiers/dossier.ts'
import { extend } from '../../../functions/dossiers/extension.ts'
import { confirmFee, requestFee } from '../../../functions/dossiers/fee.ts'
import {
  type AgencyCopy,
  acceptanceDue,
  appointmentAfter,
  appointmentFor,
} from '../../../functions/dossiers/reference.ts'
import { requestSupplement, supplement } from '../../../functions/dossiers/supplement.ts'
import type { Pause } from '../../../shared/calendar/deadline.ts'
import { officeOf } from '../../../shared/calendar/office.ts'
import { agency } from './agency.ts'
import type { Brought } from './machine-model.ts'
import { calendar, version } from './sample.ts'

/** A ward with the standing policy but for what is named. */
export function wardWith(policy: Partial<AgencyCopy['policy']> = {}): AgencyCopy {
  const ward = agency(1)
  return { ...ward, policy: { ...ward.policy, ...policy } }
}

const found = version.cases[0] ?? { code: '', papers: [], channels: [] }

/** The application as it stands: its one required paper with a file. */
export const papers: acts.Paper[] = [
  { paper: 'TO_KHAI', kind: 'ORIGINAL', copies: 1, attachments: [{ id: 'own', sha256: 'a'.repeat(64) }] },
]
const own = { code: 'GIAY', name: 'Giấy', attachment: { id: 'own', sha256: 'a'.repeat(64) } }
const signed = { code: 'GIAY', name: 'Giấy', attachment: { id: 'signed', sha256: 'b'.repeat(64) } }
const hourMs = 3_600_000

/** One act as the service runs it, by somebody in this role; with a flaw where the body of the act can have one. */
export function run(
  name: string,
  dossier: acts.Dossier,
  role: string,
  { at, ground, flawed, newDueAt, outcome }: Brought,
  ward: AgencyCopy,
): acts.Acted {
  const by: acts.By = { id: 'somebody', role }
  const { policy } = ward
  const due = (pauses: Pause[]) => appointmentAfter(dossier, pauses, ward, calendar)
  const firstDue = () => acceptanceDue(dossier.receivingPoint, at, ward, calendar)
  switch (name) {
    case 'accept':
      return acts.accept(dossier, () => appointmentFor(dossier, at, ward, calendar), by, at)
    case 'refuse':
      return acts.refuse(dossier, { reasons: [{ ground: 'Luật', text: 'Sai thẩm quyền' }] }, by, at)
    case 'request-supplement': {
      const items = [{ paper: flawed ? 'SO_DO' : 'TO_KHAI', reason: 'Chưa ký' }]
      return requestSupplement(dossier, { items, ...(ground ? { ground: 'Luật' } : {}) }, { found, policy }, by, at)
    }
    case 'supplement':
      return supplement(dossier, flawed ? [] : papers, { found, before: papers, due, firstDue }, by, at)
    case 'hand-over':
      return acts.handOver(dossier, { unit: 'ho-tich' }, by)
    case 'request-fee':
      return requestFee(dossier, { items: [{ name: 'Lệ phí', amount: 8_000 }] }, policy, by, at)
    case 'confirm-fee': {
      const paidAt = flawed ? new Date(Date.parse(at) + hourMs).toISOString() : at
      return confirmFee(dossier, { method: 'Thẻ', reference: 'r', paidAt }, due, by, at)
    }
    case 'withdraw':
      return acts.withdraw(dossier, {}, by, at)
    case 'stop':
      return acts.stop(dossier, { ground: 'Luật' }, by, at)
    case 'complete': {
      const how = { outcome, results: [flawed ? own : signed] }
      return acts.complete(dossier, how, by, at, [own.attachment])
    }
    case 'return':
      return acts.giveBack(dossier, { method: 'DESK', to: 'Người nộp' }, by, at)
    case 'extend': {
      const office = officeOf(ward, dossier.receivingPoint)
      return extend(dossier, { reason: 'Chờ xác minh', newDueAt }, { calendar, office, policy }, by, at)
    }
    case 'assign':
      return acts.assign(dossier, { person: 'person-1' }, by)
    case 'note':
      return acts.note(dossier, 'Đã gọi điện', by)
    case 'correct': {
      const untimely = dossier.status === 9 ? { papers } : { results: [signed] }
      const changes = flawed ? untimely : { returnBy: { method: 'POST' as const } }
      const standing = { applicant: { kind: 'CITIZEN', name: 'Tên' }, papers, found }
      return correct(dossier, { changes, reason: 'Nhập sai' }, standing, by)
    }
    default:
      throw new Error(`no such act: ${name}`)
  }
}
