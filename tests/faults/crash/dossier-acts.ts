import { type Desk, marriage, online } from '../../service/dossiers/desk.ts'
import { requested } from './asking.ts'
import type { UseCase } from './use-case.ts'

type Step = [who: string, act: string, body: object]

const items = [{ paper: 'GIAY_TO_TUY_THAN', reason: 'Bản chụp mờ' }]
const papers = [{ paper: 'GIAY_TO_TUY_THAN', kind: 'ORIGINAL', copies: 1 }]
const reasons = [{ ground: 'Luật Hộ tịch', text: 'Không thuộc thẩm quyền' }]
const to = { unit: 'ho-tich', person: 'specialist-1' }
const accepted: Step = ['clerk-1', 'accept', {}]
const handedOver: Step = ['clerk-1', 'hand-over', { to }]
const asksFor: Step = ['clerk-1', 'request-supplement', { items }]
const fee: Step = ['specialist-1', 'request-fee', { items: [{ name: 'Lệ phí', amount: 8_000 }] }]
const denied: Step = ['leader-1', 'complete', { outcome: 'DENIED', denial: { reasons } }]
const paid = { method: 'Tiền mặt', reference: 'VD-1', paidAt: '2026-11-16T02:00:00.000Z' }

/** A dossier that was led so far by these acts. */
async function led(desk: Desk, filed: 'at the desk' | 'online', steps: Step[]) {
  const [who, body] = filed === 'online' ? ['citizen-1', online()] : ['clerk-1', marriage()]
  const { code, secret } = (await desk.file(who as string, body)).body as { code: string; secret: string }
  for (const [index, [by, act, asked]] of steps.entries()) {
    const { status, body: said } = await desk.act(by, act, code, index + 1, asked)
    if (status !== 200) throw new Error(`${act}: ${status} ${JSON.stringify(said)}`)
  }
  return { code, secret }
}

/** Each act with what went before it. */
const acts: [filed: 'at the desk' | 'online', before: Step[], act: Step][] = [
  ['online', [], accepted],
  ['online', [], ['clerk-1', 'refuse', { reasons }]],
  ['online', [accepted, handedOver], ['specialist-1', 'request-supplement', { items }]],
  ['online', [asksFor], ['citizen-1', 'supplement', { papers }]],
  ['at the desk', [], handedOver],
  ['at the desk', [handedOver], ['leader-1', 'assign', { to: { unit: 'tu-phap', person: 'specialist-1' } }]],
  ['at the desk', [handedOver], fee],
  ['at the desk', [handedOver, fee], ['clerk-1', 'confirm-fee', paid]],
  ['online', [accepted], ['citizen-1', 'withdraw', {}]],
  ['at the desk', [handedOver], ['leader-1', 'stop', { ground: 'Quyết định' }]],
  [
    'at the desk',
    [handedOver],
    ['leader-1', 'extend', { reason: 'Chờ xác minh', newDueAt: '2026-12-15T03:00:00.000Z' }],
  ],
  ['at the desk', [handedOver], denied],
  ['at the desk', [handedOver, denied], ['clerk-1', 'return', { method: 'DESK', to: 'Người nộp' }]],
  ['at the desk', [], ['clerk-1', 'note', { note: 'Đã gọi điện' }]],
  [
    'at the desk',
    [],
    ['clerk-1', 'correct', { changes: { applicant: { name: 'Trần Thị Ví Dụ' } }, reason: 'Nhập sai' }],
  ],
]

const acting = ([filed, before, [who, act, body]]: (typeof acts)[number]): UseCase<Desk> => ({
  does: `${act} a dossier that was filed ${filed}`,
  by: 'api.ts',
  route: `POST /v1/dossiers/{code}/${act}`,
  async prepare(desk) {
    const { code } = await led(desk, filed, before)
    return { ask: requested(`POST /v1/dossiers/${code}/${act}`, { who, body, ifMatch: before.length + 1 }) }
  },
})

/** What whoever holds the secret does, who has no token. */
const bySecret = (act: string, before: Step[], body: object): UseCase<Desk> => ({
  does: `${act} a dossier by its secret`,
  by: 'api.ts',
  route: `POST /v1/dossiers/{code}/${act}`,
  async prepare(desk) {
    const { code, secret } = await led(desk, 'at the desk', before)
    const asked = { body: { ...body, secret }, ifMatch: before.length + 1 }
    return { ask: requested(`POST /v1/dossiers/${code}/${act}`, asked) }
  },
})

export const dossierActs: UseCase<Desk>[] = [
  ...acts.map(acting),
  bySecret('withdraw', [], {}),
  bySecret('supplement', [asksFor], { papers }),
  {
    does: 'look a dossier up',
    by: 'api.ts',
    route: 'POST /v1/lookups',
    async prepare(desk) {
      const { code, secret } = await led(desk, 'at the desk', [])
      return { ask: requested('POST /v1/lookups', { body: { code, secret } }) }
    },
  },
]
