import { beforeAll, describe, expect, it } from 'vitest'
import { handOver, note } from '../../../functions/dossiers/dossier.ts'
import type { Actor } from '../../../shared/permission/actor.ts'
import { clerk, type Measured, measured, specialist } from './measured.ts'

let stand: Measured
beforeAll(async () => {
  stand = await measured()
  await stand.file()
})

const cost = (work: () => Promise<unknown>) => stand.cost(work)

/** What an act costs beside reading the record for the answer: the head is read and written with its entry. */
const act = async (code: string, actor: Actor, version: number, text?: string) => {
  const { desk, request, find } = stand
  const context = { ...request(actor), ifMatch: version }
  const to = { unit: 'ho-tich', person: specialist.id }
  if (text !== undefined) return desk.act(await find(code), 'note', context, (head, by) => note(head, text, by))
  return desk.act(await find(code), 'hand-over', context, (head, by) => handOver(head, to, by))
}

describe('the answer to a filing', () => {
  it('comes from what is in hand: nothing is unsealed; sent again, it is read and is the same', async () => {
    const { desk, request, filing, opened, counter } = stand
    const [context, body, before] = [request(clerk), filing({}), opened()]
    counter.reset()
    const first = await desk.file(body, context)
    expect({ opened: opened() - before, read: counter.report().rcu }).toEqual({ opened: 0, read: 1 })
    const again = await desk.file(body, context)
    expect(opened() - before).toBe(1)
    expect(JSON.parse(JSON.stringify(again))).toEqual({ ...JSON.parse(JSON.stringify(first)), replayed: true })
  })
})

describe('what a use case costs by the rules of the store', () => {
  it('is what the golden file says: one unit more fails', async () => {
    const { desk, file, find } = stand
    const form = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`field${n}`, 'x'.repeat(36)]))
    expect(JSON.stringify(form).length).toBeGreaterThan(1_900)
    const costs: Record<string, { wcu: number; rcu: number }> = {}
    costs['create with a 2 KB form'] = await cost(() => file(form))
    const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Ví Dụ', idNumber: '001199012345' }
    costs['create with a 2 KB form, without an address'] = await cost(() => file(form, { applicant }))
    const { code = '', secret = '' } = await file()
    costs['hand over'] = await cost(() => act(code, clerk, 1))
    costs['hand over again'] = await cost(() => act(code, specialist, 2))
    await act(code, specialist, 3)
    await act(code, specialist, 4)
    costs['hand over with four keys kept'] = await cost(() => act(code, specialist, 5))
    costs['note of 200 characters'] = await cost(() => act(code, specialist, 6, 'ghi chú '.repeat(25)))
    costs['read the record'] = await cost(async () => {
      const found = await find(code)
      await desk.traced(found, { ...stand.request(clerk), requestId: 'r' })
      return desk.show(found, stand.request(clerk))
    })
    const lookUp = () => desk.lookUp({ code, secret }, { ...stand.request(clerk), clientAddress: 'somewhere' })
    costs['look up'] = await cost(lookUp)
    for (let n = 0; n < 48; n += 1) {
      const { code: other = '' } = await file()
      if (n % 2) await act(other, clerk, 1)
    }
    const list = () => desk.list({ limit: 50 }, stand.request(clerk))
    let rows = 0
    costs['inbox page of 50'] = await cost(async () => {
      rows = (await list()).body.items.length
    })
    expect(rows).toBe(50)
    await expect(`${JSON.stringify(costs, null, 2)}\n`).toMatchFileSnapshot('./capacity.golden.json')
  })
})
