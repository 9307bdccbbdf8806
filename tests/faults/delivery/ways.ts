import { marriage, online } from '../../service/dossiers/desk.ts'
import { denunciation, note, report } from '../../service/feedback/desk.ts'
import { start } from './start.ts'

/** Who does which act with which body. */
export type Step = [who: string | undefined, act: string, body: object]
interface File {
  id: string
  sha256: string
}
export interface DossierWay {
  filing: [who: string, body: object]
  steps: Step[]
}
export interface FeedbackWay {
  sent: object
  steps: (secret: string) => Step[]
}

const items = [{ paper: 'GIAY_TO_TUY_THAN', reason: 'Bản chụp mờ' }]
const papers = [{ paper: 'GIAY_TO_TUY_THAN', kind: 'ORIGINAL', copies: 1 }]
const reasons = [{ ground: 'Luật Hộ tịch', text: 'Không thuộc thẩm quyền' }]
const handedOver: Step = ['clerk-1', 'hand-over', { to: { unit: 'ho-tich', person: 'specialist-1' } }]
const fee: Step[] = [
  ['specialist-1', 'request-fee', { items: [{ name: 'Lệ phí', amount: 8_000 }] }],
  ['clerk-1', 'confirm-fee', { method: 'Tiền mặt', reference: 'VD-1', paidAt: start }],
]
const done = (result: File): Step[] => [
  [
    'leader-1',
    'complete',
    { outcome: 'APPROVED', results: [{ code: 'GIAY_CHUNG_NHAN_KET_HON', name: 'Giấy xác nhận', attachment: result }] },
  ],
  ['clerk-1', 'return', { method: 'DESK', to: 'Người nộp' }],
]

/** Ways that dossiers take, the first with everything that may happen on one; each names a file of the specialist. */
export const dossierWays = (result: File): DossierWay[] => [
  {
    filing: ['citizen-1', online()],
    steps: [
      ['clerk-1', 'request-supplement', { items }],
      ['citizen-1', 'supplement', { papers }],
      ['clerk-1', 'accept', {}],
      handedOver,
      ...fee,
      ['leader-1', 'extend', { reason: 'Chờ xác minh', newDueAt: '2026-12-15T03:00:00.000Z' }],
      ['leader-1', 'assign', { to: { unit: 'ho-tich', person: 'specialist-1' } }],
      ['specialist-1', 'note', { note: 'Đã gọi điện' }],
      ['clerk-1', 'correct', { changes: { applicant: { name: 'Trần Thị Ví Dụ' } }, reason: 'Nhập sai' }],
      ...done(result),
    ],
  },
  { filing: ['clerk-1', marriage()], steps: [handedOver, ...fee] },
  { filing: ['clerk-1', marriage()], steps: [handedOver, ['clerk-1', 'request-supplement', { items }]] },
  { filing: ['clerk-1', marriage()], steps: [handedOver] },
  { filing: ['citizen-1', online()], steps: [['clerk-1', 'refuse', { reasons }]] },
  { filing: ['citizen-1', online()], steps: [['citizen-1', 'withdraw', {}]] },
  { filing: ['clerk-1', marriage()], steps: [handedOver, ['leader-1', 'stop', { ground: 'Quyết định' }]] },
  { filing: ['clerk-1', marriage()], steps: [handedOver, ...done(result)] },
]

/** Ways that feedback takes, the first the longest. */
export const feedbackWays: FeedbackWay[] = [
  {
    sent: report(),
    steps: (secret) => [
      ['clerk-1', 'request-info', { question: 'Ở quầy nào?' }],
      [undefined, 'add-info', { text: 'Quầy số 2.', secret }],
      ['clerk-1', 'start', { unit: 'mot-cua', person: 'specialist-1' }],
      ['clerk-1', 'answer', { text: 'Phường đã thêm ghế.' }],
      ['leader-1', 'publish', { content: 'Ghế chờ ít.', answer: 'Phường đã thêm ghế.' }],
      [undefined, 'reopen', { reason: 'Vẫn thiếu ghế', secret }],
    ],
  },
  { sent: report(), steps: () => [['clerk-1', 'reject', { reason: 'Nội dung không thuộc phạm vi tiếp nhận' }]] },
  { sent: report(), steps: () => [['clerk-1', 'forward', { to: 'Công ty Điện lực', reason: 'Thuộc ngành điện' }]] },
  { sent: denunciation(), steps: () => [['leader-1', 'start', {}]] },
  { sent: note(), steps: () => [] },
]
