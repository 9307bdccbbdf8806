import { eventOf } from '../../../shared/events/envelope.ts'
import { online, openDesk as openDossiers } from '../dossiers/desk.ts'
import { denunciation, openDesk as openFeedback, report } from '../feedback/desk.ts'
import { setClock, start } from './desk.ts'

type Step = [who: string | undefined, act: string, body: object]

const items = [{ paper: 'GIAY_TO_TUY_THAN', reason: 'Bản chụp mờ' }]
const papers = [{ paper: 'GIAY_TO_TUY_THAN', kind: 'ORIGINAL', copies: 1 }]
const reasons = [{ ground: 'Luật Hộ tịch', text: 'Không thuộc thẩm quyền' }]
const handedOver: Step = ['clerk-1', 'hand-over', { to: { unit: 'ho-tich', person: 'specialist-1' } }]

/** The longest way of a dossier, with everything that may happen on it. */
const longWay = (result: object): Step[] => [
  ['clerk-1', 'request-supplement', { items }],
  ['citizen-1', 'supplement', { papers }],
  ['clerk-1', 'accept', {}],
  handedOver,
  ['specialist-1', 'request-fee', { items: [{ name: 'Lệ phí', amount: 8_000 }] }],
  ['clerk-1', 'confirm-fee', { method: 'Tiền mặt', reference: 'VD-1', paidAt: start }],
  ['leader-1', 'extend', { reason: 'Chờ xác minh', newDueAt: '2026-12-15T03:00:00.000Z' }],
  ['leader-1', 'assign', { to: { unit: 'ho-tich', person: 'specialist-1' } }],
  ['specialist-1', 'note', { note: 'Đã gọi điện' }],
  ['clerk-1', 'correct', { changes: { applicant: { name: 'Trần Thị Ví Dụ' } }, reason: 'Nhập sai' }],
  [
    'leader-1',
    'complete',
    { outcome: 'APPROVED', results: [{ code: 'GIAY_CHUNG_NHAN_KET_HON', name: 'Giấy xác nhận', attachment: result }] },
  ],
  ['clerk-1', 'return', { method: 'DESK', to: 'Người nộp' }],
]
const otherWays: Step[][] = [
  [['clerk-1', 'refuse', { reasons }]],
  [['citizen-1', 'withdraw', {}]],
  [['clerk-1', 'accept', {}], handedOver, ['leader-1', 'stop', { ground: 'Quyết định' }]],
]

/** The events of dossiers as `dossiers` itself makes them, and every item that it stored. */
async function dossiers() {
  const desk = await openDossiers()
  const ways = [longWay(await desk.checked()), ...otherWays]
  const events = []
  for (const way of ways) {
    const { code } = (await desk.file('citizen-1', online())).body
    for (const [index, [who, act, body]] of way.entries()) {
      const { status, body: said } = await desk.act(who ?? '', act, code, index + 1, body)
      if (status !== 200) throw new Error(`${act}: ${status} ${JSON.stringify(said)}`)
    }
    events.push(...(await desk.journal(code)).map((item) => eventOf('dossiers', item)))
  }
  return events
}

/** The same of feedback. */
async function feedback() {
  const desk = await openFeedback()
  const answer: Step = ['clerk-1', 'answer', { text: 'Phường đã thêm ghế.' }]
  const publish: Step = ['leader-1', 'publish', { content: 'Ghế chờ ít.', answer: 'Phường đã thêm ghế.' }]
  const ways = (secret: string): Step[][] => [
    [
      ['clerk-1', 'request-info', { question: 'Ở quầy nào?' }],
      [undefined, 'add-info', { text: 'Quầy số 2.', secret }],
      ['clerk-1', 'start', { unit: 'mot-cua', person: 'specialist-1' }],
      answer,
      publish,
      [undefined, 'reopen', { reason: 'Vẫn thiếu ghế', secret }],
    ],
    [['clerk-1', 'reject', { reason: 'Nội dung không thuộc phạm vi tiếp nhận' }]],
    [['clerk-1', 'forward', { to: 'Công ty Điện lực', reason: 'Thuộc ngành điện' }]],
    [['leader-1', 'start', {}]],
  ]
  const events = []
  const bodies = [report(), report(), report(), denunciation()]
  for (const [which, body] of bodies.entries()) {
    const { id, secret } = await desk.sent(body)
    for (const [index, [who, act, body]] of (ways(secret)[which] ?? []).entries()) {
      const { status, body: said } = await desk.act(who, act, id, index + 1, body)
      if (status !== 200) throw new Error(`${act}: ${status} ${JSON.stringify(said)}`)
    }
    events.push(...(await desk.journal(id)).map((item) => eventOf('feedback', item)))
  }
  return events
}

/** Events of every type that the city may have, made by the services that publish them; dates moved by a calendar are told like a note. */
export async function realEvents() {
  setClock(start)
  const made = [...(await dossiers()), ...(await feedback())]
  const like = (type: string, other: string) => {
    const found = made.find((event) => event.type === other)
    if (!found) throw new Error(`no ${other} was made`)
    return { ...found, type }
  }
  return [
    ...made,
    like('dossier.deadline-changed', 'dossier.noted'),
    like('feedback.deadline-changed', 'feedback.started'),
  ]
}
