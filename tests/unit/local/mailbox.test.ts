import { describe, expect, it } from 'vitest'
import { mailsOf } from '../../../infra/local/mailbox.ts'

describe('the mailbox', () => {
  it('shows the mails of every account, oldest first, with ISO instants', () => {
    const late = {
      To: ['a@example.com', 'b@example.com'],
      Subject: 'Hẹn trả',
      BodyText: 'x',
      BodyHtml: '<p>x',
      Timestamp: 2,
    }
    const early = { To: ['c@example.com'], Subject: 'Tiếp nhận', BodyText: null, BodyHtml: null, Timestamp: 1 }
    expect(mailsOf({ messages: { '000000000000': [late], '111111111111': [early] } })).toEqual([
      { to: 'c@example.com', subject: 'Tiếp nhận', text: '', html: undefined, at: '1970-01-01T00:00:01.000Z' },
      {
        to: 'a@example.com, b@example.com',
        subject: 'Hẹn trả',
        text: 'x',
        html: '<p>x',
        at: '1970-01-01T00:00:02.000Z',
      },
    ])
  })
})
