import * as sesv2 from '@aws-sdk/client-sesv2'
import { describe, expect, it } from 'vitest'
import { failureOf } from '../../../shared/mail/failures.ts'

const answer = (name: string, status: number, message = '') =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } })
const line = (code: string, name = 'Error') => Object.assign(new Error('of the network'), { name, code })

describe('A failed call to SES', () => {
  it.each([
    ['TEMPORARY', answer('TooManyRequestsException', 429)],
    ['TEMPORARY', answer('ThrottlingException', 400)],
    ['TEMPORARY', answer('Throttling', 400)],
    ['TEMPORARY', answer('LimitExceededException', 400)],
    ['TEMPORARY', answer('SendingPausedException', 400)],
    ['TEMPORARY', answer('InternalServerErrorException', 500)],
    ['TEMPORARY', answer('ServiceUnavailable', 503)],
    ['TEMPORARY', answer('AccessDeniedException', 403)],
    ['TEMPORARY', answer('InvalidSignatureException', 403)],
    ['TEMPORARY', answer('NotFoundException', 404)],
    ['TEMPORARY', line('ECONNREFUSED')],
    ['TEMPORARY', line('ENOTFOUND')],
    ['TEMPORARY', line('EAI_AGAIN')],
    ['TEMPORARY', Object.assign(new Error('no connection in time'), { name: 'TimeoutError' })],
    ['UNKNOWN', line('ETIMEDOUT', 'TimeoutError')],
    ['UNKNOWN', line('ECONNRESET', 'TimeoutError')],
    ['UNKNOWN', line('EPIPE')],
    ['UNKNOWN', new Error('something else')],
    ['UNKNOWN', answer('Error', 200)],
    ['UNKNOWN', undefined],
    ['PERMANENT', answer('MessageRejected', 400, 'Illegal content')],
    ['PERMANENT', answer('BadRequestException', 400)],
    ['PERMANENT', answer('ValidationException', 400)],
    ['TECHNICAL', answer('MessageRejected', 400, 'Email address is not verified. The following identities failed …')],
    ['TECHNICAL', answer('MailFromDomainNotVerifiedException', 400)],
    ['TECHNICAL', answer('AccountSuspendedException', 400)],
  ])('is %s for %o', (outcome, error) => {
    expect(failureOf(error).outcome).toBe(outcome)
  })

  it('has a name in the record and nothing of the text, which may name a person', () => {
    const failure = failureOf(answer('MessageRejected', 400, 'binh@example.com is bad'))
    expect(failure).toEqual({ outcome: 'PERMANENT', error: 'MessageRejected', reason: 'REJECTED' })
  })

  it.each(Object.keys(sesv2).filter((name) => /(Exception|Rejected)$/.test(name) && name !== 'SESv2ServiceException'))(
    'is classed for %s, which the SDK knows, and never unknown: SES has answered',
    (name) => {
      expect(failureOf(answer(name, 400)).outcome).not.toBe('UNKNOWN')
    },
  )
})
