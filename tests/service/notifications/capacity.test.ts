import { readFileSync } from 'node:fs'
import { marshall } from '@aws-sdk/util-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { itemSize } from '../../../shared/testing/item-size.ts'
import { countedWire } from '../attachments/counted-wire.ts'
import { type Desk, newCode, newFeedback, openDesk, ward } from './desk.ts'

type Figures = Record<string, { wcu: number; rcu: number }>
const golden: Figures = JSON.parse(readFileSync(new URL('./capacity.golden.json', import.meta.url), 'utf8'))

let desk: Desk
let counted: Awaited<ReturnType<typeof countedWire>>

beforeAll(async () => {
  desk = await openDesk()
  counted = await countedWire(desk.table.name)
  // From then on agencies, staff and the watermark are known: what is counted is the message's own cost.
  const first = newCode()
  await desk.accepted(first, { email: 'binh@example.com' })
  await desk.remind(desk.reminderEvent(first))
  await desk.messages(first)
  await desk.received(newFeedback(), undefined, { kind: 'TO_CAO', restricted: true })
  await desk.hearWebhook(desk.webhookDisabled('01KB0W3B00K000000000000000', ward))
})
afterAll(() => {
  counted.close()
  desk.wire.close()
})

/** One unit more fails, and one less as well: it is to be written down. */
async function costs(useCase: string, work: () => Promise<unknown>) {
  counted.reset()
  expect(await work()).toBeTruthy()
  const { wcu, rcu, rows } = counted.report()
  expect({ wcu, rcu }, JSON.stringify(rows, null, 2)).toEqual(golden[useCase])
}

describe('Capacity units, by the rules of DynamoDB', () => {
  it('are those of the golden file for a dossier that is taken in, its applicant told', async () => {
    const code = newCode()
    await costs('accepted and told', () => desk.accepted(code, { email: 'binh@example.com' }))
    expect(desk.mailsAbout(code)).toHaveLength(1)
  })

  it('are those of the golden file for one whose applicant left no address', () =>
    costs('accepted, no address', () => desk.accepted(newCode())))

  it('are those of the golden file for a reminder to the officer', async () => {
    const code = newCode()
    await desk.accepted(code)
    await costs('reminder', () => desk.remind(desk.reminderEvent(code)))
    expect(desk.mailsAbout(code)).toHaveLength(1)
  })

  it('are those of the golden file for an event of which nothing is told', async () => {
    const code = newCode()
    await desk.accepted(code)
    await costs('silent event', () => desk.hear(desk.dossierEvent(code, 'dossier.noted', 2)))
  })

  it('are those of the golden file for an event that comes again', async () => {
    const code = newCode()
    const event = desk.reminderEvent(code)
    await desk.remind(event)
    await costs('reminder again', () => desk.remind(event))
  })

  it('are those of the golden file for the word that a mail was delivered', async () => {
    const code = newCode()
    await desk.accepted(code, { email: 'binh@example.com' })
    const [mail] = desk.mailsAbout(code)
    await costs('delivered', () => desk.provider('Delivery', { ...mail, to: 'binh@example.com' }))
  })

  it('are those of the golden file for a second try', async () => {
    const code = newCode()
    desk.wire.ses((n) => (n === 1 ? { status: 429, error: 'TooManyRequestsException' } : 'take'))
    await desk.accepted(code, { email: 'binh@example.com' })
    desk.pass(2)
    await costs('second try', async () => {
      await desk.sweep()
      return desk.mailsAbout(code).length === 1
    })
  })

  it('are those of the golden file for a feedback that comes in, its author told', async () => {
    const id = newFeedback()
    await costs('feedback received and told', () => desk.received(id, { email: 'binh@example.com' }))
    expect(desk.mailsAbout(id)).toHaveLength(1)
  })

  it('are those of the golden file for a denunciation without an address, the leader told', async () => {
    const id = newFeedback()
    await costs('denunciation received', () => desk.received(id, undefined, { kind: 'TO_CAO', restricted: true }))
    expect(desk.mailsAbout(id)).toHaveLength(1)
  })

  it('are those of the golden file for an answer, its author told', async () => {
    const id = newFeedback()
    await desk.received(id, { email: 'binh@example.com' })
    const publication = { status: 'ANSWERED', deadlineVersion: 2, dueAt: '2026-11-30T10:00:00.000Z' }
    await costs('feedback answered', () =>
      desk.hearFeedback(desk.feedbackEvent(id, 'feedback.answered', 2, publication)),
    )
    expect(desk.mailsAbout(id)).toHaveLength(2)
  })

  it('are those of the golden file for the end of a feedback of which nothing is told', async () => {
    const id = newFeedback()
    await desk.received(id, { email: 'binh@example.com' })
    const over = desk.feedbackEvent(id, 'feedback.published', 3, { status: 'PUBLISHED', dueAt: undefined })
    await costs('feedback published', () => desk.hearFeedback(over))
  })

  it('are those of the golden file for a reminder of a feedback', async () => {
    const id = newFeedback()
    await desk.received(id)
    await costs('feedback reminder', () => desk.remind(desk.feedbackDue(id)))
    expect(desk.mailsAbout(id)).toHaveLength(1)
  })

  it('are those of the golden file for a webhook that was disabled', async () => {
    await costs('webhook disabled', () => desk.hearWebhook(desk.webhookDisabled('01KB0W3B00K000000000000001', ward)))
    expect(desk.mailsAbout('01KB0W3B00K000000000000001')).toHaveLength(1)
  })

  it('are those of the golden file for a page of fifty messages', async () => {
    const code = newCode()
    await desk.accepted(code)
    for (let version = 1; version <= 50; version += 1) {
      desk.pass(1)
      await desk.remind(desk.reminderEvent(code, version, { kind: 'OVERDUE', to: 'LEADER', overdueDays: version }))
    }
    // Agencies and staff are known for a while only, and fifty messages take theirs.
    await desk.messages(code)
    await costs('page of 50', async () => (await desk.messages(code)).length === 50)
  })
})

describe('The head of a message', () => {
  it('has less than 1 KB with a host of 230 characters, longer than any that was seen', async () => {
    const id = '01KB0W3B00K000000000000002'
    desk.wire.ses(() => ({ status: 403, error: 'UnrecognizedClientException' }))
    await desk.hearWebhook(desk.webhookDisabled(id, ward, { host: `${'a.'.repeat(110)}example.org` }))
    await desk.live(24 * 60)
    const [row] = await desk.items(`SUBJECT#${id}`)
    const head = await desk.head(String(row?.sk).split('#')[1] ?? '')
    expect(head).toMatchObject({ status: 'TECHNICAL_FAILURE', tries: 9 })
    expect(itemSize(marshall(head, { removeUndefinedValues: true }))).toBeLessThan(1024)
    desk.wire.ses(() => 'take')
  })

  it('has less than 1 KB, with the longest names and every attempt that is kept', async () => {
    const [long, longest] = ['000.00.01.H29', `000.00.01.H29-261126-${'9'.repeat(6)}`]
    await desk.agency(long, [])
    const uuid = '6f1ed002-ab55-4a3a-9a2b-0d6c1f0a7e11'
    const name = 'Công Huyền Tôn Nữ Thị Nguyệt Minh Ví Dụ'
    await desk.staff(uuid, long, 'leader', { name })
    desk.wire.ses(() => ({ status: 403, error: 'UnrecognizedClientException' }))
    const told = { officer: uuid, unit: 'Bộ phận Tiếp nhận và Trả kết quả', kind: 'OVERDUE', overdueDays: 365 }
    await desk.remind(desk.reminderEvent(longest, 1, told))
    await desk.live(24 * 60)
    const [row] = await desk.items(`SUBJECT#${longest}`)
    const head = await desk.head(String(row?.sk).split('#')[1] ?? '')
    expect(head).toMatchObject({ status: 'TECHNICAL_FAILURE', tries: 9 })
    expect(head?.attempts).toHaveLength(8)
    expect(itemSize(marshall(head, { removeUndefinedValues: true }))).toBeLessThan(1024)
  })
})
