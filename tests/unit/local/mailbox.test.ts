import { describe, expect, it } from 'vitest'
import { mailsOf } from '../../../infra/local/mailbox.ts'

describe('the mailbox', () => {
  it('shows the mails of every account, oldest first, with ISO instants', () => {
    const late = {
      MessageId: 'two',
      Source: 'mot-cua@example.org',
      To: ['a@example.com', 'b@example.com'],
      Subject: 'Hẹn trả',
      BodyText: 'x',
      BodyHtml: '<p>x',
      Timestamp: 2,
    }
    const early = {
      MessageId: 'one',
      Source: 'mot-cua@example.org',
      To: ['c@example.com'],
      Subject: 'Tiếp nhận',
      BodyText: null,
      BodyHtml: null,
      Timestamp: 1,
    }
    expect(mailsOf({ messages: { '000000000000': [late], '111111111111': [early] } })).toEqual([
      {
        id: undefined,
        messageId: 'one',
        from: 'mot-cua@example.org',
        to: 'c@example.com',
        subject: 'Tiếp nhận',
        text: '',
        html: undefined,
        at: '1970-01-01T00:00:01.000Z',
      },
      {
        id: undefined,
        messageId: 'two',
        from: 'mot-cua@example.org',
        to: 'a@example.com, b@example.com',
        subject: 'Hẹn trả',
        text: 'x',
        html: '<p>x',
        at: '1970-01-01T00:00:02.000Z',
      },
    ])
  })

  it('says which message a mail is by the line at its end', () => {
    const mail = { MessageId: 'm', Source: 'x', To: ['a@example.com'], Subject: 's', BodyHtml: null, Timestamp: 1 }
    const [letter] = mailsOf({
      messages: { one: [{ ...mail, BodyText: 'Kính gửi\n\nMã thư: abc-1\n\nMessage: abc-1' }] },
    })
    expect(letter?.id).toBe('abc-1')
    const [other] = mailsOf({ messages: { one: [{ ...mail, BodyText: 'Hỏi về Mã thư: abc-1' }] } })
    expect(other?.id).toBeUndefined()
  })
})
