import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import * as acts from '../../../functions/feedback/acts.ts'
import { clerk, leader, type Measured, measured } from './measured.ts'

let stand: Measured
beforeAll(async () => {
  stand = await measured()
  await stand.send({ channel: 'BOX', kind: 'GOP_Y', content: 'Ghế chờ ít.', anonymous: true })
})

const words = (characters: number) => 'Ghế chờ ở bộ phận một cửa ít quá. '.repeat(200).slice(0, characters).trim()
const note = (content: string, more: object = {}) => ({
  channel: 'BOX',
  kind: 'GOP_Y',
  content,
  anonymous: true,
  ...more,
})
const submitter = {
  name: 'Nguyễn Thị Chim Hoàng Yến',
  address: 'Số 7 ngõ Ví Dụ, phường Thử Nghiệm',
  phone: '0912345678',
  email: 'chim.hoang.yen@example.vn',
}
const report = (content: string) => ({ channel: 'WEB', kind: 'PHAN_ANH', content, submitter })
type Costs = Record<string, { wcu: number; rcu: number }>

describe('what a use case costs by the rules of the store', () => {
  it('is what the golden file says: one unit more fails', async () => {
    const { cost, desk, request, send, find } = stand
    const costs: Costs = {}
    const measure = async (name: string, work: () => Promise<unknown>) => {
      const { wcu, rcu } = await cost(work)
      costs[name] = { wcu, rcu }
    }
    /** A creation without and with what the budget of its address takes. */
    const sending = async (name: string, body: object) => {
      const { rows, rcu } = await cost(() => send(body))
      const budget = rows.filter(({ item }) => item.includes('BUDGET#')).reduce((sum, { wcu }) => sum + wcu, 0)
      const wcu = rows.reduce((sum, row) => sum + row.wcu, 0)
      costs[name] = { wcu: wcu - budget, rcu }
      costs[`${name}: the budget of the address`] = { wcu: budget, rcu: 0 }
    }
    await sending('a note of 400 characters', note(words(400)))
    await sending('legal feedback of 200 characters', report(words(200)))
    await measure('a hotline note of 400 characters', () => send({ ...report(words(200)), channel: 'HOTLINE' }, clerk))
    await measure('a note of 2 000 characters', () => send(note(words(2_000)), clerk))
    const attachments = Array.from({ length: 3 }, () => ({ id: randomUUID(), sha256: 'a'.repeat(64) }))
    await measure('a note of 400 characters with three files', () => send(note(words(400), { attachments }), clerk))

    const { id, secret = '' } = await send(report(words(200)))
    const acting = async (actor: typeof clerk, ifMatch: number, decide: acts.Deciding) => {
      const action = actor === leader ? 'feedback:publish' : 'feedback:work'
      return desk.act(await find(id), action, { ...request(actor), ifMatch }, decide)
    }
    await measure('request-info', () => acting(clerk, 1, acts.requestInfo({ question: words(100) })))
    const added = acts.addInfo({ text: words(100) })
    await measure('add-info', async () => desk.writeBack(await find(id), { ...request(), ifMatch: 2 }, added))
    await measure('start, in the hand of a person', () => acting(clerk, 3, acts.start({}, clerk.id)))
    await measure('answer of 200 characters', () => acting(clerk, 4, acts.answer({ text: words(200) })))
    await measure('publish', async () => {
      const sealed = await desk.sealed(await find(id))
      return acting(leader, 5, acts.publish({ content: words(100), answer: words(100) }, sealed))
    })
    await measure('read the record', async () => desk.read(await find(id), request(clerk)))
    await measure('look up', () => desk.lookUp({ id, secret }, { clientAddress: 'somewhere' }))
    for (let n = 0; n < 50; n += 1) {
      const { id: other } = await send(note(words(100)), clerk)
      if (n % 2) await desk.act(await find(other), 'feedback:work', request(clerk), acts.start({}, clerk.id))
    }
    let rows = 0
    const list = () => desk.list({ view: 'open', limit: 50 }, request(clerk))
    await measure('a page of 50 of what waits', async () => {
      rows = (await list()).body.items.length
    })
    expect(rows).toBe(50)
    await measure('a page of what is published', () => desk.published({ agency: 'H26.125', limit: 50 }))
    await expect(`${JSON.stringify(costs, null, 2)}\n`).toMatchFileSnapshot('./capacity.golden.json')
  })

  it('is for a note at most eight write units, beside the budget of an address', async () => {
    const { rows } = await stand.cost(() => stand.send(note(words(400))))
    const of = (mark: string) =>
      rows.filter(({ item }) => item.includes(mark)).map(({ operation, bytes, wcu }) => ({ operation, bytes, wcu }))
    expect(of('HEAD').find(({ wcu }) => wcu > 0)).toMatchObject({ wcu: 4 }) // with its row in the list
    expect(of('JOURNAL#')).toMatchObject([{ wcu: 2 }])
    expect(of('SEALED')).toMatchObject([{ wcu: 2 }])
    for (const mark of ['HEAD', 'JOURNAL#', 'SEALED']) {
      for (const { bytes } of of(mark)) expect(bytes).toBeLessThan(1024)
    }
    expect(rows.filter(({ item }) => !item.includes('BUDGET#')).reduce((sum, { wcu }) => sum + wcu, 0)).toBe(8)
  })
})
