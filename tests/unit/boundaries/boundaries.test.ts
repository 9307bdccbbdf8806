import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const program = path('../../../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
const configuration = path('../../../.dependency-cruiser.mjs')

/** Each rule with the imports of the fixture that it forbids, and none else. */
const forbidden: Record<string, string[]> = {
  'pure-files-know-no-world': [
    'functions/alpha/restored.ts → @aws-sdk/client-dynamodb',
    'functions/alpha/with-middy.ts → @middy/core',
    'functions/alpha/with-sdk.ts → @aws-sdk/client-kms',
  ],
  'no-node-in-pure-files': ['functions/alpha/with-node.ts → crypto'],
  'pure-files-import-pure-files': [
    'functions/alpha/restored.ts → @aws-sdk/client-dynamodb',
    'functions/alpha/with-clock.ts → shared/clock/clock.ts',
    'functions/alpha/with-middy.ts → @middy/core',
    'functions/alpha/with-node.ts → crypto',
    'functions/alpha/with-package.ts → ulid',
    'functions/alpha/with-sdk.ts → @aws-sdk/client-kms',
  ],
  'desk-is-handed-its-tools': [
    'functions/beta/look-up.ts → shared/dynamodb/client.ts',
    'functions/dossiers/desk.ts → shared/dynamodb/client.ts',
  ],
  'pure-files-not-the-impure-ones': [
    'functions/alpha/with-store-rows.ts → functions/alpha/store-rows.ts',
    'functions/alpha/with-store.ts → functions/alpha/store.ts',
  ],
  'handlers-are-entries': ['functions/alpha/on-other-handler.ts → functions/alpha/on-table.ts'],
  'services-know-only-events': [
    'functions/alpha/on-neighbour-type.ts → functions/beta/noun.ts',
    'functions/alpha/on-neighbour.ts → functions/beta/store.ts',
  ],
  'dynamodb-only-in-stores': [
    'functions/alpha/on-table.ts → @aws-sdk/lib-dynamodb',
    'functions/alpha/restored.ts → @aws-sdk/client-dynamodb',
    'shared/events/with-table.ts → @aws-sdk/client-dynamodb',
  ],
  'middy-only-in-handlers': [
    'functions/alpha/with-middy.ts → @middy/core',
    'shared/dynamodb/with-middy.ts → @middy/core',
  ],
  'shared-knows-no-service': ['shared/dynamodb/with-service.ts → functions/alpha/events.ts'],
  'pure-in-shared-is-pure': ['shared/permission/with-clock.ts → shared/clock/clock.ts'],
  'services-know-no-infrastructure': ['functions/alpha/on-stack.ts → infra/alpha.ts'],
  'infra-reads-documents': ['infra/alpha.ts → shared/calendar/day.ts', 'infra/beta.ts → functions/beta/events.ts'],
  'operators-know-events-alone': [
    'infra/operations/program.ts → functions/beta/events.ts',
    'infra/operations/program.ts → shared/calendar/day.ts',
  ],
  'functions-bundle-no-development-packages': ['functions/alpha/on-development.ts → fast-check'],
  'no-barrels': ['functions/alpha/barrel.ts → functions/alpha/thing.ts'],
  'no-cycles': ['functions/alpha/circle.ts → functions/alpha/round.ts'],
  'no-orphans': ['functions/alpha/left-over.ts → functions/alpha/left-over.ts'],
  'nothing-unresolvable': ['functions/alpha/on-nowhere.ts → ./absent.ts'],
}

interface Violation {
  rule: { name: string }
  from: string
  to: string
}

/** What dependency-cruiser finds in the fixture; it exits with the number of violations, so that its code says nothing. */
function violations(): Promise<Violation[]> {
  const args = [program, '--config', configuration, '--output-type', 'json', 'functions', 'infra', 'shared']
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: path('fixture'), maxBuffer: 50_000_000 }, (_, stdout, stderr) => {
      if (stdout === '') return reject(new Error(stderr))
      resolve((JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations)
    })
  })
}

const packageOf = (target: string) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(target)?.[1] ?? target

describe('the import rules', () => {
  let found: Violation[] = []
  beforeAll(async () => {
    found = await violations()
  }, 60_000)

  it.each(Object.entries(forbidden))(
    '%s forbids what the fixture does wrong, and nothing that is right',
    (name, imports) => {
      const caught = found.filter(({ rule }) => rule.name === name)
      expect(caught.map(({ from, to }) => `${from} → ${packageOf(to)}`).sort()).toEqual(imports)
    },
  )

  it('are all tried here', async () => {
    const { default: rules } = (await import(configuration)) as { default: { forbidden: { name: string }[] } }
    expect(rules.forbidden.map(({ name }) => name)).toEqual(Object.keys(forbidden))
  })
})
