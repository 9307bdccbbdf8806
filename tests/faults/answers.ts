/** An answer of AWS as it goes over the wire. */
export interface Answered {
  status: number
  headers: Record<string, string>
  body: Buffer
}

export const isAnswer = (fault: unknown): fault is Answered =>
  typeof fault === 'object' && fault !== null && 'status' in fault

/** An error as AWS's JSON protocols tell it, with further members where it has some. */
export function answerOf(error: string, status = 400, more: object = {}): Answered {
  const body = Buffer.from(JSON.stringify({ __type: `com.amazonaws#${error}`, message: error, ...more }))
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': error }, body }
}

const slowDown: Answered = {
  status: 503,
  headers: { 'content-type': 'application/xml' },
  body: Buffer.from('<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>Reduce your rate</Message></Error>'),
}

const throttledReason = 'ThrottlingError'

/** How each service says that it has too much to do. */
export function throttled(operation: string, body: Buffer): Answered {
  if (operation === 'DynamoDB_20120810.TransactWriteItems') return cancelled(body, throttledReason)
  if (operation.startsWith('DynamoDB')) return answerOf('ProvisionedThroughputExceededException')
  if (/^(GET|PUT|HEAD|DELETE) /.test(operation)) return slowDown
  return answerOf('ThrottlingException')
}

/** A transaction of which the store refused the first item for this reason: neither emulator ever does. */
export function cancelled(body: Buffer, code: string): Answered {
  const { TransactItems: items = [{}] } = JSON.parse(body.toString() || '{}') as { TransactItems?: object[] }
  const reasons = items.map((_, index) => (index === 0 ? { Code: code, Message: code } : { Code: 'None' }))
  const codes = reasons.map(({ Code }) => Code).join(', ')
  return answerOf('TransactionCanceledException', 400, {
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    CancellationReasons: reasons,
  })
}

/** How the store says that a transaction holds the item: to a transaction, and to a single write. */
export const conflicted = (operation: string, body: Buffer): Answered =>
  operation.includes('Transact') ? cancelled(body, 'TransactionConflict') : answerOf('TransactionConflictException')
