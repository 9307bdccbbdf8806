import type { Guard } from './guard.ts'

const functions = { project: 'unit', test: 'tests/unit/faults/delivery-functions.test.ts' } as const
const sweep = { file: 'shared/dynamodb/due.ts', project: 'service', test: 'tests/service/due/sweep.test.ts' } as const
const outbox = { file: 'infra/constructs/outbox.ts', project: 'infra', test: 'tests/infra/edges.test.ts' } as const
const feed = {
  file: 'functions/integrations/feed.ts',
  project: 'unit',
  test: 'tests/unit/integrations/feed.test.ts',
} as const

/** What keeps events whole on their way, whatever comes twice, late or in another order. */
export const guards: Guard[] = [
  {
    guards: 'a late event does not overwrite a newer copy',
    file: 'shared/dynamodb/projection.ts',
    find: "'attribute_not_exists(pk) OR #version < :version'",
    replace: "'attribute_not_exists(pk) OR #version < :version OR #version >= :version'",
    project: 'service',
    test: 'tests/service/attachments/claim.test.ts',
  },
  {
    ...functions,
    guards: 'what the bus refuses is published again',
    file: 'shared/events/publisher.ts',
    find: 'if (failed > 0) {',
    replace: 'if (failed > 9) {',
  },
  {
    ...functions,
    guards: 'a message that failed comes back',
    file: 'shared/events/consumer.ts',
    find: 'failed.push({ id, error: error as Error })',
    replace: 'if (error === undefined) failed.push({ id, error: error as unknown as Error })',
  },
  {
    ...outbox,
    guards: 'a poison record of a stream is told from its neighbours',
    find: 'bisectBatchOnError: true',
    replace: 'bisectBatchOnError: false',
  },
  {
    ...outbox,
    guards: 'what was written while the outbox was away is told',
    find: 'StartingPosition.TRIM_HORIZON',
    replace: 'StartingPosition.LATEST',
  },
  {
    ...outbox,
    file: 'infra/constructs/consumer.ts',
    guards: 'neighbours of a poison message do not come back with it',
    find: 'reportBatchItemFailures: true',
    replace: 'reportBatchItemFailures: false',
  },
  {
    ...sweep,
    guards: 'what was planned by a clock that is behind is found',
    find: 'const lookBackMs = 10 * 60_000',
    replace: 'const lookBackMs = 0',
  },
  {
    ...sweep,
    guards: 'the watermark does not pass what failed',
    find: 'held ?? reached',
    replace: 'reached ?? held',
  },
  {
    guards: 'a message is in one sender’s hands at a time',
    file: 'functions/notifications/attempts.ts',
    find: 'export function claimed(message: Message, now: string): Decided | undefined {\n  if (!isFree(message, now)) return undefined',
    replace: 'export function claimed(message: Message, now: string): Decided | undefined {',
    project: 'unit',
    test: 'tests/unit/notifications/attempts.test.ts',
  },
  {
    guards: 'a webhook is in one worker’s hands at a time',
    file: 'functions/integrations/webhook.ts',
    find: '(webhook.lease && webhook.lease.until > realMs)',
    replace: '(webhook.lease && webhook.lease.until > realMs + 1e9)',
    project: 'unit',
    test: 'tests/unit/integrations/webhook.test.ts',
  },
  {
    ...feed,
    guards: 'the city’s feed holds a version back until the one before it is there',
    find: 'if (event.version === (line ?? 0) + 1) next.push(event)',
    replace: 'if (event.version !== line) next.push(event)',
  },
]
