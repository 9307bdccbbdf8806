import type { Guard } from './guard.ts'

const token = { file: 'shared/http/token.ts', project: 'unit', test: 'tests/unit/http/token.test.ts' } as const
const parsing = { file: 'shared/http/parse.ts', project: 'unit', test: 'tests/unit/http/parse.test.ts' } as const
const permission = {
  file: 'shared/permission/permission.ts',
  project: 'unit',
  test: 'tests/unit/permission/permission.test.ts',
} as const
const journal = {
  file: 'shared/dynamodb/journal.ts',
  project: 'service',
  test: 'tests/service/journal/journal.test.ts',
} as const
const budget = {
  file: 'shared/dynamodb/budget.ts',
  project: 'service',
  test: 'tests/service/budget/budget.test.ts',
} as const
const door = {
  file: 'shared/http/client-address.ts',
  project: 'unit',
  test: 'tests/unit/http/client-address.test.ts',
} as const

/** What every service stands on: tokens, rights, bodies, the journal, budgets. */
export const guards: Guard[] = [
  {
    ...token,
    guards: 'a token that is no access token is refused',
    find: "claims.token_use !== 'access'",
    replace: "claims.token_use === 'refresh'",
  },
  {
    ...token,
    guards: 'a token of another client is refused',
    find: "!settings.clientIds.includes(clientId ?? '')",
    replace: 'clientId === undefined',
  },
  {
    ...token,
    guards: 'a token without an end is refused',
    find: "!claims.sub || typeof claims.exp !== 'number'",
    replace: '!claims.sub',
  },
  {
    ...token,
    guards: 'a machine without its scope is refused',
    find: "kind === 'machine' && !scopesOf(claims)",
    replace: "kind === 'machine' && scopesOf(claims).length > 99 && !scopesOf(claims)",
  },
  {
    ...token,
    guards: 'the signature of a token is verified',
    find: 'await verifier.verify(token).catch((cause: Error) => {',
    replace:
      "await Promise.resolve(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).catch((cause: Error) => {",
  },
  {
    ...permission,
    guards: 'a role counts at the agency where it is held and nowhere else',
    find: "(scope === 'agency' && covers(agency, subject))",
    replace: "scope === 'agency'",
  },
  {
    ...permission,
    guards: 'a citizen reads what is his own',
    find: "asCitizen === 'any' || (asCitizen === 'own' && owns)",
    replace: "asCitizen === 'any' || asCitizen === 'own'",
  },
  {
    ...permission,
    guards: 'the catalogue is published by who is registered at every agency',
    find: "(scope === 'everywhere' && agency === everyAgency)",
    replace: "scope === 'everywhere'",
  },
  {
    guards: 'denunciations are for leaders',
    file: 'shared/permission/table.ts',
    find: "'feedback:denunciation': { leader: 'agency' }",
    replace: "'feedback:denunciation': desk",
    project: 'service',
    test: 'tests/service/feedback/apart.test.ts',
  },
  {
    guards: 'a record that one may not see answers as one that does not exist',
    file: 'shared/http/service.ts',
    find: "throw new Refusal(sees ? 'forbidden' : missing)",
    replace: "throw new Refusal('forbidden')",
    project: 'service',
    test: 'tests/service/permission/feedback.test.ts',
  },
  {
    guards: 'who has no right is refused',
    file: 'shared/http/service.ts',
    find: "if (!may && !(await proven())) throw new Refusal(sees ? 'forbidden' : missing)",
    replace: '',
    project: 'service',
    test: 'tests/service/permission/dossiers.test.ts',
  },
  {
    ...parsing,
    guards: 'a body is 256 KB at most',
    find: 'bytes.length > bodyLimit',
    replace: 'bytes.length > bodyLimit * 2',
  },
  { ...parsing, guards: 'JSON is nested 64 deep at most', find: 'depth > depthLimit', replace: 'depth > 1e6' },
  { ...parsing, guards: 'a body is UTF-8', find: '{ fatal: true }', replace: '{ fatal: false }' },
  {
    ...parsing,
    guards: 'a query names nothing twice',
    find: 'if (Object.hasOwn(query, name)) {',
    replace: 'if (query === undefined) {',
  },
  {
    ...parsing,
    guards: 'a body has the content type of JSON',
    find: "if (type !== 'application/json')",
    replace: "if (type === 'text/plain+never')",
  },
  {
    ...journal,
    guards: 'one key makes one thing',
    find: '...(keyItem ? [putNew(table, keyItem)] : []),',
    replace: '',
  },
  {
    ...journal,
    test: 'tests/service/journal/journal.test.ts',
    guards: 'a key is not taken for another request',
    find: 'if (!item) return undefined\n  if (item.h !== key.requestHash) throw reused()',
    replace: 'if (!item) return undefined',
  },
  {
    ...journal,
    guards: 'an act is done to the version that was read',
    find: '{ Put: { TableName: table.name, Item: next, ...asRead(current) } },\n      putNew(table, item),',
    replace: '{ Put: { TableName: table.name, Item: next } },\n      { Put: { TableName: table.name, Item: item } },',
  },
  {
    ...journal,
    guards: 'each entry is bound to the one before',
    find: 'return { pk, sk: journalKey(version), version, previous, ...known, ...entry }',
    replace: "return { pk, sk: journalKey(version), version, previous: '', ...known, ...entry }",
  },
  {
    ...journal,
    test: 'tests/service/journal/conflict.test.ts',
    guards: 'a conflict with another transaction is tried again',
    find: 'if (!reasons.some((reason) => passing.has(reason))) throw error',
    replace: 'throw error',
  },
  {
    ...budget,
    guards: 'however many come at once, so many tries pass',
    find: "ConditionExpression: 'attribute_not_exists(tries) OR tries < :most',",
    replace: "ConditionExpression: 'attribute_not_exists(tries) OR tries < :most OR tries >= :most',",
  },
  {
    ...door,
    guards: 'what comes around the front door is refused',
    find: 'if (expected.length > 0 && !right)',
    replace: 'if (expected.length > 9 && !right)',
  },
  {
    ...door,
    guards: 'a caller cannot name his own address',
    find: 'const viewer = right ? told(',
    replace: 'const viewer = right || given ? told(',
  },
]
