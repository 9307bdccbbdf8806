import { describe, expect, it } from 'vitest'
import { eventsOf } from '../../../infra/local/mail-events.ts'
import type { Mail } from '../../../infra/local/mailbox.ts'

const mail = (to: string): Mail => ({
  id: 'message-1',
  messageId: 'ses-1',
  from: 'mot-cua@example.org',
  to,
  subject: 'Nhắc hạn',
  text: 'Mã thư: message-1',
  html: undefined,
  at: '2026-11-26T01:00:00.000Z',
})
const kinds = (to: string) => eventsOf(mail(to)).map(({ detailType, detail }) => [detailType, detail.eventType])

describe('the stand-in for what SES tells', () => {
  it('names the message and the mail in every event, as the tag of SES would', () => {
    for (const to of ['clerk@example.org', 'bounce@example.org', 'complaint@example.org'])
      for (const { detail } of eventsOf(mail(to)))
        expect(detail.mail).toMatchObject({
          messageId: 'ses-1',
          destination: [to],
          source: 'mot-cua@example.org',
          tags: { 'motcua-message': ['message-1'] },
        })
  })

  it.each([
    [
      'clerk@example.org',
      [
        ['Email Sent', 'Send'],
        ['Email Delivered', 'Delivery'],
      ],
    ],
    [
      'bouncer@example.org',
      [
        ['Email Sent', 'Send'],
        ['Email Delivered', 'Delivery'],
      ],
    ],
    [
      'bounce@example.org',
      [
        ['Email Sent', 'Send'],
        ['Email Bounced', 'Bounce'],
      ],
    ],
    [
      'bounce+citizen@example.org',
      [
        ['Email Sent', 'Send'],
        ['Email Bounced', 'Bounce'],
      ],
    ],
    [
      'complaint@example.org',
      [
        ['Email Sent', 'Send'],
        ['Email Delivered', 'Delivery'],
        ['Email Complaint Received', 'Complaint'],
      ],
    ],
  ])('says of a mail to %s what SES says of its simulator', (to, said) => {
    expect(kinds(to)).toEqual(said)
  })

  it('says that a bounce is for good', () => {
    const [, bounced] = eventsOf(mail('bounce@example.org'))
    expect(bounced?.detail.bounce).toMatchObject({ bounceType: 'Permanent' })
  })

  it('says nothing of a mail that is no message of ours', () => {
    expect(eventsOf({ ...mail('clerk@example.org'), id: undefined })).toEqual([])
  })
})
