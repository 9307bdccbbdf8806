/** What a failed call to the provider means: try again, never for this message, mend it at our side, or nobody knows. */
export type FailureClass = 'TEMPORARY' | 'PERMANENT' | 'TECHNICAL' | 'UNKNOWN'

/** A failure as a delivery record has it: a name, never the provider's text, which may name people. */
export interface Failure {
  outcome: FailureClass
  error: string
  /** Why a message ends with it. */
  reason: 'REJECTED' | 'NOT_CONFIGURED' | 'SUSPENDED' | 'GAVE_UP'
}

type Row = Pick<Failure, 'outcome' | 'reason'>
const later: Row = { outcome: 'TEMPORARY', reason: 'GAVE_UP' }
const rejected: Row = { outcome: 'PERMANENT', reason: 'REJECTED' }
const notConfigured: Row = { outcome: 'TECHNICAL', reason: 'NOT_CONFIGURED' }
const unanswered: Row = { outcome: 'UNKNOWN', reason: 'GAVE_UP' }

/** What SES, the SDK and the network call their errors. What is not here is judged by the status of the answer. */
const failures: Record<string, Row> = {
  // More than SES lets us send in a second or a day.
  TooManyRequestsException: later,
  ThrottlingException: later,
  Throttling: later,
  LimitExceededException: later,
  // Sending is paused by an operator, or by SES until a review.
  SendingPausedException: later,
  // A role, a key or a configuration set that is not there is mended within hours: nobody's message ends for that.
  AccessDeniedException: later,
  ExpiredTokenException: later,
  UnrecognizedClientException: later,
  CredentialsProviderError: later,
  NotFoundException: later,
  // No connection: the request never went out.
  ECONNREFUSED: later,
  ENOTFOUND: later,
  EAI_AGAIN: later,
  EHOSTUNREACH: later,
  ENETUNREACH: later,
  // This message or this address, whoever sends it.
  MessageRejected: rejected,
  BadRequestException: rejected,
  // Only we can mend it, and not by trying again.
  MailFromDomainNotVerifiedException: notConfigured,
  AccountSuspendedException: { outcome: 'TECHNICAL', reason: 'SUSPENDED' },
  // The request went out and nothing came back: SES may have taken it.
  ETIMEDOUT: unanswered,
  ECONNRESET: unanswered,
  EPIPE: unanswered,
}

interface Thrown {
  name?: string
  message?: string
  code?: string
  $metadata?: { httpStatusCode?: number }
}

/** Who we are was not accepted, or we are too many, or the server is at fault. */
const triedAgain = (status: number) => [401, 403, 429].includes(status) || status >= 500

/** By the status of an answer that has no name we know; without an answer nobody knows. */
function byStatus(status: number | undefined): Row {
  if (status === undefined) return unanswered
  if (triedAgain(status)) return later
  return status >= 400 ? rejected : unanswered
}

const longestName = 60

/** SES rejects a message by the same name for its content and for a sender whom nobody has verified yet. */
const unverified = ({ name, message = '' }: Thrown) => name === 'MessageRejected' && /not verified/i.test(message)

/** What an error of a call to SES means for the message. */
export function failureOf(thrown: unknown): Failure {
  const { name = 'Error', message, code, $metadata: { httpStatusCode: status } = {} } = (thrown ?? {}) as Thrown
  if (unverified({ name, message })) return { error: name, ...notConfigured }
  // The SDK calls both a line that never stood and an answer that never came TimeoutError; only the latter has a code.
  const error = (code ?? name).slice(0, longestName)
  const noLine = name === 'TimeoutError' && code === undefined
  return { error, ...(failures[error] ?? failures[name] ?? (noLine ? later : byStatus(status))) }
}
