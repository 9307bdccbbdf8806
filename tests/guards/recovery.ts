import type { Guard } from './guard.ts'

const digests = 'infra/operations/digests.ts'
const folder = 'infra/operations/folder.ts'
const line = 'infra/operations/item-line.ts'
const restore = 'infra/operations/restore.ts'
const unit = (name: string) => ({ project: 'unit' as const, test: `tests/unit/operations/${name}.test.ts` })
const service = { project: 'service' as const, test: 'tests/service/operations/restore.test.ts' }

/** What keeps a restored desk from being another one. */
export const guards: Guard[] = [
  {
    guards: 'a changed entry of a journal is found by the entry after it',
    ...{ file: digests, find: 'if (entry.previous !== chain)', replace: 'if (entry.previous === undefined)' },
    ...unit('digests'),
  },
  {
    guards: 'a changed last entry of a journal is found by its head',
    ...{ file: digests, find: 'head.chain === chain ?', replace: 'head.chain !== undefined ?' },
    ...unit('digests'),
  },
  {
    guards: 'a journal without its last entry is found',
    ...{ file: digests, find: 'if (head.version !== entries.length)', replace: 'if (head.version < entries.length)' },
    ...unit('digests'),
  },
  {
    guards: 'a file with other bytes makes the digest of its dossier another one',
    ...{ file: digests, find: 'digestOf([...lines, ...own.flatMap(withFiles)])', replace: 'digestOf(lines)' },
    ...unit('digests'),
  },
  {
    guards: 'a record that is gone is said',
    ...{
      file: digests,
      find: 'new Set([...Object.keys(before), ...Object.keys(after)])',
      replace: 'new Set(Object.keys(after))',
    },
    ...unit('digests'),
  },
  {
    guards: 'a table that was changed in an export is refused',
    ...{ file: folder, find: "if (hash.digest('hex') !== wanted)", replace: "if (hash.digest('hex') === '')" },
    ...unit('folder'),
  },
  {
    guards: 'a file that was changed in an export is refused',
    ...{
      file: folder,
      find: 'sha256(bytesOf(folder, key)) !== wanted',
      replace: "sha256(bytesOf(folder, key)) === ''",
    },
    ...unit('folder'),
  },
  {
    guards: 'an export is never written over another one',
    ...{
      file: folder,
      find: 'if (existsSync(folder) && readdirSync(folder).length > 0)',
      replace: 'if (existsSync(folder) && folder.length === 0)',
    },
    ...unit('folder'),
  },
  {
    guards: 'an export can be read by its owner alone',
    ...{
      file: folder,
      find: 'createWriteStream(tableIn(folder, service), { mode: 0o600 })',
      replace: 'createWriteStream(tableIn(folder, service))',
    },
    ...unit('folder'),
  },
  {
    guards: 'sealed bytes come back as bytes',
    ...{ file: line, find: "if (type === 'B') return { B: bytes(member as string) }", replace: '' },
    ...unit('item-line'),
  },
  {
    guards: 'numbers come back with every digit',
    ...{
      file: line,
      find: '  return value\n}\n\nconst readAll',
      replace: "  if (type === 'N') return { N: String(Number(member)) }\n  return value\n}\n\nconst readAll",
    },
    ...unit('item-line'),
  },
  {
    guards: 'a restore writes nothing over another desk',
    ...{ file: restore, find: 'if (strangers.length > 0)', replace: 'if (strangers.length > 99)' },
    ...service,
  },
  {
    guards: 'the files of a desk in another region are not taken for those of this one',
    ...{ file: 'infra/operations/objects.ts', find: 'name.endsWith(', replace: 'name !== (' },
    ...service,
  },
  {
    guards: 'nothing is restored while something runs',
    ...{ file: restore, find: '  await refuseWhileRunning(there)\n', replace: '' },
    ...service,
  },
  {
    guards: 'nothing is exported while something runs',
    ...{ file: 'infra/operations/export.ts', find: '  await refuseWhileRunning(services)\n', replace: '' },
    ...service,
  },
  {
    guards: 'a restored table has its expiry of items again',
    ...{
      file: 'shared/dynamodb/table-settings.ts',
      find: 'if (has.expiry !== wanted.expiry) {',
      replace: 'if (has.expiry === wanted.expiry) {',
    },
    ...service,
  },
  {
    guards: 'a restored table has its recovery to a point in time again',
    ...{
      file: 'shared/dynamodb/table-settings.ts',
      find: 'if (!has.pointInTime && wanted.pointInTime) {',
      replace: 'if (has.pointInTime && wanted.pointInTime) {',
    },
    ...service,
  },
  {
    guards: 'every command of a runbook is followed, or it is said why not',
    file: 'docs/operations/queue-age.md',
    find: 'aws lambda update-event-source-mapping --uuid "$uuid" --enabled\n```',
    replace: 'aws lambda update-event-source-mapping --uuid "$uuid" --enabled\n```\n\n```sh\naws sqs list-queues\n```',
    ...unit('runbooks'),
  },
  {
    guards: 'a replay keeps nobody’s address longer',
    file: 'functions/notifications/store.ts',
    find: 'SET expiresAt = if_not_exists(expiresAt, :at)',
    replace: 'SET expiresAt = :at',
    ...{ project: 'service' as const, test: 'tests/service/notifications/privacy.test.ts' },
  },
]
