import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { heardOfDossier, heardOfFeedback } from '../../../functions/reminders/heard.ts'
import { planning, reading } from '../../../functions/reminders/store.ts'
import { documents } from '../../../shared/dynamodb/client.ts'
import { countCapacity } from '../../../shared/testing/capacity.ts'
import { itemSize } from '../../../shared/testing/item-size.ts'
import { received } from '../../unit/reminders/sample.ts'
import { event, local, openStand, ward } from './stand.ts'

// Subjects of an identity provider have 36 characters.
const [clerk, officer] = ['0e8a6e22-3c55-4a3a-9a2b-0d6c1f0a7e11', '6f1ed002-ab55-4a3a-9a2b-0d6c1f0a7e11']
const heardAt = local('2026-11-16 09:10')
const by = { id: clerk, agency: ward }
const handedOver = { status: 4, by, assignee: { unit: 'ho-tich', person: officer } }
const moved = { ...handedOver, dueAt: local('2026-11-27 17:00'), deadlineVersion: 2 }

let number = 0
const newCode = () => {
  number += 1
  return `${ward}-261116-${String(number).padStart(4, '0')}`
}

/** The service's own store, and what each of its uses costs; agency, calendar and watermark are known, as in a warm function. */
async function measured() {
  const { base, plain, dump } = await openStand()
  const { Table: shape } = await base.send(new DescribeTableCommand({ TableName: plain.name }))
  const counted = new DynamoDBClient({})
  const counter = countCapacity(counted, async () => (shape ? [shape] : []))
  const table = { client: documents(counted), name: plain.name }
  const [plans, reads] = [planning(table), reading(table)]
  const hear = (code: string, version: number, data: object, type?: string) =>
    plans.hear(heardOfDossier(event(code, version, { by, ...data }, type)), heardAt)
  const hearFeedback = (id: string, version: number, data: object) => {
    const known = { ...received.data, id, dueAt: local('2026-11-19 17:00'), by, ...data }
    const type = version === 1 ? 'feedback.received' : 'feedback.answered'
    return plans.hear(heardOfFeedback({ type, version, time: heardAt, data: known }), heardAt)
  }
  const tell = async (code: string, now: string) => {
    const at = (await reads.deadline(code))?.due ?? ''
    counter.reset()
    await plans.tell({ subject: code, at }, () => now)
  }
  const costs: Record<string, { wcu: number; rcu: number }> = {}
  async function cost(useCase: string, work: () => Promise<unknown>) {
    counter.reset()
    await work()
    const { wcu, rcu } = counter.report()
    costs[useCase] = { wcu, rcu }
  }
  await hear(newCode(), 1, {})
  await reads.deadline(newCode())
  return { plain, hear, hearFeedback, tell, cost, costs, reads, dump }
}

let stand: Awaited<ReturnType<typeof measured>>
beforeAll(async () => {
  stand = await measured()
})

/** As many rows of a calendar as the store makes them, in the agency's calendar. */
async function rows(count: number) {
  const { client, name } = stand.plain
  const [row] = (await stand.dump()).filter(({ pk, state }) => pk === `FEED#${ward}` && state === 'CONFIRMED')
  const all = Array.from({ length: count }, () => newCode())
  for (let from = 0; from < count; from += 25) {
    const RequestItems = {
      [name]: all
        .slice(from, from + 25)
        .map((sk) => ({ PutRequest: { Item: { ...row, pk: 'FEED#H26.500', sk, code: sk } } })),
    }
    await client.send(new BatchWriteCommand({ RequestItems }))
  }
}

describe('Capacity units of reminders, by the rules of DynamoDB', () => {
  it('are those of the golden file: one unit more fails', async () => {
    const { hear, hearFeedback, tell, cost, costs, reads } = stand
    const code = newCode()
    await cost('acceptance heard', () => hear(code, 1, {}))
    await cost('acceptance heard again', () => hear(code, 1, {}))
    await cost('hand-over heard', () => hear(code, 2, handedOver, 'dossier.handed-over'))
    await cost('note heard', () => hear(code, 3, handedOver, 'dossier.noted'))
    await cost('warning told', () => tell(code, local('2026-11-18 08:00')))
    await cost('due date moved', () => hear(code, 4, moved, 'dossier.extended'))
    await cost('completed', () => hear(code, 5, { ...moved, status: 9 }, 'dossier.completed'))
    const late = newCode()
    await hear(late, 1, {})
    for (const at of ['2026-11-18 08:00', '2026-11-19 17:00']) await tell(late, local(at))
    await cost('missed, and the leader told', () => tell(late, local('2026-11-20 08:00')))
    await cost('the leader told again', () => tell(late, local('2026-11-23 08:00')))
    for (const day of ['25', '26', '27', '30']) await tell(late, local(`2026-11-${day} 08:00`))
    await cost('list of a late one', async () => {
      const deadline = await reads.deadline(late)
      expect(deadline && (await reads.past(deadline)).length).toBe(8)
    })
    await rows(500)
    await cost('feed of 500', async () => expect(await reads.feedRows({ agency: 'H26.500' })).toHaveLength(500))
    const feedback = '7K3M9QX2VA'
    await cost('feedback received heard', () => hearFeedback(feedback, 1, {}))
    const answered = { status: 'ANSWERED', dueAt: local('2026-11-18 17:00'), deadlineVersion: 2 }
    await cost('feedback answered heard', () => hearFeedback(feedback, 2, answered))
    await cost('denunciation received heard', () => hearFeedback('7K3M9QX2VB', 1, { restricted: true }))
    await cost('warning of a feedback told', () => tell(feedback, local('2026-11-17 08:00')))
    await expect(`${JSON.stringify(costs, null, 2)}\n`).toMatchFileSnapshot('./capacity.golden.json')
  })

  it('stay those of a small head: less than 1 KB up the whole ladder, less than 2 KB after three due dates', async () => {
    const code = newCode()
    const assignee = { unit: 'Bộ phận Tiếp nhận và Trả kết quả', person: officer }
    const size = async () => {
      const head = (await stand.dump()).find(({ pk, sk }) => pk === `DEADLINE#${code}` && sk === 'HEAD')
      return itemSize(marshall(head, { removeUndefinedValues: true }))
    }
    const sizes: number[] = []
    const dues = ['2026-11-19 17:00', '2026-11-23 17:00', '2026-11-26 17:00'].map(local)
    for (const [index, dueAt] of dues.entries()) {
      const data = { status: 4, dueAt, deadlineVersion: index + 1, assignee }
      await stand.hear(code, index + 1, data, index === 0 ? 'dossier.accepted' : 'dossier.extended')
      // The warning, the due date, and the leader on two days.
      for (let rung = 0; rung < 4; rung += 1) await stand.tell(code, (await stand.reads.deadline(code))?.due ?? '')
      sizes.push(await size())
    }
    expect(sizes[0]).toBeLessThan(1024)
    expect(sizes[2]).toBeLessThan(2048)
  })
})
