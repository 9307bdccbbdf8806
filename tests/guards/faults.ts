import type { Guard } from './guard.ts'

const retries = {
  file: 'shared/retries/sparing.ts',
  project: 'unit',
  test: 'tests/unit/retries/sparing.test.ts',
} as const
const clients = { project: 'unit', test: 'tests/unit/retries/clients.test.ts' } as const
const answers = {
  file: 'shared/http/answers.ts',
  project: 'unit',
  test: 'tests/unit/http/store-faults.test.ts',
} as const
const conflicts = {
  file: 'shared/dynamodb/journal.ts',
  project: 'service',
  test: 'tests/service/journal/conflict.test.ts',
} as const

/** What holds when the store fails, is busy, or does not say what it did. */
export const guards: Guard[] = [
  {
    ...retries,
    guards: 'functions that are not answered stop trying again',
    find: "if (this.#left < 1) throw new Error('no further try is at hand')",
    replace: '',
  },
  { ...retries, guards: 'a call is tried thrice at most', find: 'maxAttempts = 3', replace: 'maxAttempts = 10' },
  {
    ...retries,
    guards: 'what was refused is not tried again for',
    find: 'this.#left += 1 //',
    replace: 'this.#left += 0 //',
  },
  {
    ...retries,
    guards: 'further tries are laid by up to three',
    find: 'Math.min(atHand, this.#left + earned)',
    replace: 'this.#left + earned',
  },
  {
    ...clients,
    guards: 'the client of the store tries again sparingly',
    file: 'shared/dynamodb/client.ts',
    find: 'retryStrategy: new SparingRetries()',
    replace: 'maxAttempts: 10',
  },
  {
    ...clients,
    guards: 'the client of KMS tries again sparingly',
    file: 'shared/crypto/kms.ts',
    find: 'retryStrategy: new SparingRetries()',
    replace: 'maxAttempts: 10',
  },
  {
    ...answers,
    guards: 'an error of the store without a name is no bug of ours',
    find: 'httpStatusCode >= 500',
    replace: 'httpStatusCode >= 600',
  },
  {
    ...answers,
    guards: 'who is told 503 is told when to come again',
    find: "new Refusal('unavailable', { headers: { 'retry-after': '5' } })",
    replace: "new Refusal('unavailable')",
  },
  {
    ...answers,
    guards: 'a write that meets a transaction is told to come again',
    find: '|TransactionConflict|',
    replace: '|',
  },
  {
    ...conflicts,
    guards: 'a transaction that was done is done no second time by a further try',
    find: ', ClientRequestToken: randomUUID() }',
    replace: ' }',
  },
  {
    ...conflicts,
    guards: 'a transaction that met a busy table is tried again',
    find: "'ThrottlingError', 'ProvisionedThroughputExceeded'",
    replace: "'ThrottlingError'",
  },
  {
    ...conflicts,
    guards: 'a conflict that stays is answered after four tries',
    find: 'attempt + 1 >= conflictTries',
    replace: 'attempt + 1 >= conflictTries * 2',
  },
  {
    ...conflicts,
    test: 'tests/service/journal/journal.test.ts',
    guards: 'a condition that failed is not taken for done',
    find: "if (reasons.includes('ConditionalCheckFailed')) return false",
    replace: "if (reasons.includes('ConditionalCheckFailed')) return true",
  },
  {
    ...conflicts,
    guards: 'a quiet change that meets a transaction is decided again',
    file: 'shared/dynamodb/amend.ts',
    find: "new Set(['ConditionalCheckFailedException', 'TransactionConflictException'])",
    replace: "new Set(['ConditionalCheckFailedException'])",
  },
  {
    guards: 'an act follows the table of transitions',
    file: 'functions/dossiers/transitions.ts',
    find: '  if (!allowed(act, position)) {',
    replace: '  if (!allowed(act, position) && position.status === 1) {',
    project: 'service',
    test: 'tests/service/dossiers/fee.test.ts',
  },
]
