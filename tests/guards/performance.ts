import type { Guard } from './guard.ts'

const service = (test: string) => ({ project: 'service' as const, test: `tests/service/${test}` })
const filler = "'x'.repeat(1_024)"

/** What may not grow: units of the store, bytes of a bundle, work that is done once. */
export const guards: Guard[] = [
  {
    guards: 'a tick of the sweep reads sixteen partitions of an hour',
    file: 'shared/dynamodb/due.ts',
    find: 'const shards = 16',
    replace: 'const shards = 32',
    ...service('due/capacity.test.ts'),
  },
  {
    guards: 'a tick reads what is due and no other row',
    file: 'shared/dynamodb/due.ts',
    find: 'before: `',
    replace: 'before: `9`, until: `',
    ...service('due/sweep.test.ts'),
  },
  {
    guards: 'an intake stores not a KB more than it did',
    file: 'functions/dossiers/store.ts',
    find: "sk: 'SEALED', sealed: closed, papers }",
    replace: `sk: 'SEALED', sealed: closed, papers, more: ${filler} }`,
    ...service('dossiers/capacity.test.ts'),
  },
  {
    guards: 'a look-up reads half a unit',
    file: 'functions/dossiers/store.ts',
    find: "readItem<Head>(table, dossierKey(code), 'HEAD')",
    replace: "readItem<Head>(table, dossierKey(code), 'HEAD', true)",
    ...service('dossiers/capacity.test.ts'),
  },
  {
    guards: 'the answer to a filing decrypts nothing',
    file: 'functions/dossiers/desk.ts',
    find: 'Promise.resolve({ papers, copies, unseal: async () => sealed })',
    replace: 'store.content(code)',
    ...service('dossiers/capacity.test.ts'),
  },
  {
    guards: 'a ticket costs one unit',
    file: 'functions/attachments/store.ts',
    find: "Item: { ...item, version: 0, chain: '', keys: [] }",
    replace: `Item: { ...item, version: 0, chain: '', keys: [], more: ${filler} }`,
    ...service('attachments/capacity.test.ts'),
  },
  {
    guards: 'a bundle is 10 % above its budget at most',
    file: 'infra/bundle-budget.ts',
    find: 'share <= 1.1',
    replace: 'share <= 1.2',
    project: 'infra',
    test: 'tests/infra/bundles.test.ts',
  },
]
