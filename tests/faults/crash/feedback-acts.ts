import { type Desk, denunciation, note, report } from '../../service/feedback/desk.ts'
import { requested } from './asking.ts'
import type { UseCase } from './use-case.ts'

type Step = [who: string, act: string, body: object]
const receipt = ({ id, secret }: { id: string; secret: string }) => ({ id, secret })

/** One who sends: once, whatever is lost, and what he holds in his hand opens it. */
const sending = (does: string, who: string | undefined, body: object): UseCase<Desk> => ({
  does,
  by: 'api.ts',
  route: 'POST /v1/feedback',
  prepare: async (desk) => ({
    ask: requested('POST /v1/feedback', { who, body, answer: receipt }),
    async broken(outcomes) {
      const held = outcomes.map(({ answer }) => answer as ReturnType<typeof receipt>)
      const read = await Promise.all(held.map(({ id, secret }) => desk.lookUp(id, secret)))
      return read.flatMap(({ status }) => (status === 200 ? [] : [`the receipt opens nothing: ${status}`]))
    },
  }),
})

const asked: Step = ['clerk-1', 'request-info', { question: 'Ở đâu?' }]
const answered: Step = ['clerk-1', 'answer', { text: 'Cảm ơn.' }]

/** A report that was led so far by these acts. */
async function led(desk: Desk, steps: Step[]) {
  const { id, secret } = await desk.sent(report())
  for (const [index, [who, act, body]] of steps.entries()) {
    const { status, body: said } = await desk.act(who, act, id, index + 1, body)
    if (status !== 200) throw new Error(`${act}: ${status} ${JSON.stringify(said)}`)
  }
  return { id, secret }
}

const acting = (act: string, before: Step[], who: string | undefined, body: object): UseCase<Desk> => ({
  does: `${act} a report`,
  by: 'api.ts',
  route: `POST /v1/feedback/{id}/${act}`,
  async prepare(desk) {
    const { id, secret } = await led(desk, before)
    const proven = who === undefined ? { ...body, secret } : body
    return { ask: requested(`POST /v1/feedback/${id}/${act}`, { who, body: proven, ifMatch: before.length + 1 }) }
  },
})

/** What people send, and what is done with it. */
export const feedbackActs: UseCase<Desk>[] = [
  sending('send a note', undefined, note()),
  sending('send a report with an author who is told by mail', 'citizen-1', report()),
  sending('send a denunciation', undefined, denunciation()),
  acting('reject', [], 'clerk-1', { reason: 'Không thuộc phạm vi' }),
  acting('request-info', [], 'clerk-1', asked[2]),
  acting('add-info', [asked], undefined, { text: 'Tầng 1' }),
  acting('forward', [], 'clerk-1', { to: 'Công ty Điện lực', reason: 'Thuộc ngành điện' }),
  acting('start', [], 'clerk-1', { unit: 'mot-cua', person: 'specialist-1' }),
  acting('answer', [], 'clerk-1', answered[2]),
  acting('publish', [answered], 'leader-1', { content: 'Ghế chờ ít.', answer: 'Đã thêm ghế.' }),
  acting('reopen', [answered], undefined, { reason: 'Vẫn thiếu ghế' }),
  {
    does: 'look feedback up',
    by: 'api.ts',
    route: 'POST /v1/feedback-lookups',
    prepare: async (desk) => ({ ask: requested('POST /v1/feedback-lookups', { body: receipt(await desk.sent()) }) }),
  },
]
