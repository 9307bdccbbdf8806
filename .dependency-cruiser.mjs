// The import rules of this repository. tests/unit/boundaries proves of each of them that it bites.
import { fileURLToPath } from 'node:url'

const impure = '^functions/[^/]+/(api|on-[^/]+|store|store-[^/]+)\\.ts$'
const desk = '^functions/[^/]+/(desk|look-up)\\.ts$'
const fixture = '^tests/unit/boundaries/fixture'
/** What a pure file may import; which of `functions/` is for other rules to say. */
const pure = ['^functions/', '^shared/(calendar|vietnamese|problems|permission)/', '(^|/)node_modules/zod/']
const code = '^(functions|shared|infra|docs)/'
/** Types are gone at run time: importing them binds nothing. */
const values = { dependencyTypesNot: ['type-only'] }
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule(
      'pure-files-know-no-world',
      'Only api.ts, on-*.ts, store.ts and store-*.ts touch the SDK and the pipeline; every other file is pure.',
      { path: '^functions/', pathNot: impure },
      { ...values, path: '(^|/)node_modules/(@aws-sdk|@smithy|@aws-lambda-powertools|@middy)/' },
    ),
    rule(
      'no-node-in-pure-files',
      'The same for what Node itself brings, however it is spelt.',
      { path: '^functions/', pathNot: impure },
      { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'pure-files-import-pure-files',
      'A pure file imports pure files of its service, what is pure in shared/, events of others and zod.',
      { path: '^functions/([^/]+)/', pathNot: [impure, desk] },
      {
        ...values,
        path: '.',
        pathNot: pure,
      },
    ),
    rule(
      'desk-is-handed-its-tools',
      'desk.ts and look-up.ts work with tools handed to them; beside pure files they know only how secrets are compared.',
      { path: desk },
      { ...values, path: '.', pathNot: [...pure, '^shared/crypto/'] },
    ),
    rule(
      'pure-files-not-the-impure-ones',
      'api.ts and on-*.ts put things together; nobody imports them, and only they import store.ts and store-*.ts.',
      { path: '^functions/', pathNot: '^functions/[^/]+/(api|on-[^/]+)\\.ts$' },
      { ...values, path: impure },
    ),
    rule(
      'handlers-are-entries',
      'A function is an entry of its own: what two of them need has a file of its own.',
      { path: '^functions/' },
      { path: '^functions/[^/]+/(api|on-[^/]+)\\.ts$' },
    ),
    rule(
      'services-know-only-events',
      'Services know one another only through events: events.ts is the only file that others import.',
      { path: '^functions/([^/]+)/' },
      { path: '^functions/', pathNot: ['^functions/$1/', '^functions/[^/]+/events\\.ts$'] },
    ),
    rule(
      'dynamodb-only-in-stores',
      'Every DynamoDB access of a service is in its store.ts and store-*.ts, through shared/dynamodb.',
      {
        path: code,
        pathNot: ['^functions/[^/]+/(store|store-[^/]+)\\.ts$', '^shared/(dynamodb|testing)/', '^infra/local/'],
      },
      { ...values, path: '(^|/)node_modules/@aws-sdk/(client-dynamodb|lib-dynamodb)/' },
    ),
    rule(
      'middy-only-in-handlers',
      'The pipeline is middy; nothing else should notice.',
      { path: code, pathNot: ['^functions/[^/]+/(api|on-[^/]+)\\.ts$', '^shared/http/'] },
      { path: '(^|/)node_modules/@middy/' },
    ),
    rule(
      'shared-knows-no-service',
      'shared/ is below the services.',
      { path: '^shared/' },
      { path: '^(functions|infra|docs|tests)/' },
    ),
    rule(
      'pure-in-shared-is-pure',
      'What pure files may import has no clock, no randomness and no I/O behind it either.',
      { path: '^shared/(calendar|vietnamese|problems|permission)/' },
      { ...values, path: '.', pathNot: [...pure, '(^|/)node_modules/temporal-polyfill/'] },
    ),
    rule(
      'services-know-no-infrastructure',
      'A function does not know how it is deployed, documented or tested.',
      { path: '^functions/' },
      { path: '^(infra|docs|tests)/' },
    ),
    rule(
      'infra-reads-documents',
      'infra/ imports no code of the services: it reads docs/api/<service>.json for routes.',
      { path: '^infra/', pathNot: '^infra/operations/' },
      { path: '^(functions|shared|tests)/' },
    ),
    rule(
      'operators-know-events-alone',
      'An operator reads journals and sends the events made of them, by the same code; of a service he knows nothing.',
      { path: '^infra/operations/' },
      { path: '^(functions|shared|tests)/', pathNot: '^shared/(events|dynamodb)/' },
    ),
    rule(
      'functions-bundle-no-development-packages',
      'What a function imports is a dependency, else nobody watches its version.',
      { path: '^(functions|shared)/' },
      { ...values, dependencyTypes: ['npm-dev', 'npm-optional', 'npm-no-pkg', 'npm-unknown'] },
    ),
    rule(
      'no-barrels',
      'A file that only hands on hides where things are.',
      { path: code },
      {
        dependencyTypes: ['export'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'no-cycles',
      'Files that need one another are one file.',
      { path: code },
      {
        circular: true,
        viaOnly: { dependencyTypesNot: ['type-only'] },
      },
    ),
    rule(
      'no-orphans',
      'A file that nobody imports and that imports nothing is left over.',
      {
        path: '^(functions|shared)/',
        pathNot: '^functions/[^/]+/(api|on-[^/]+|events)\\.ts$',
        orphan: true,
      },
      {},
    ),
    rule(
      'nothing-unresolvable',
      'An import that leads nowhere fails when the function starts.',
      // It runs from .local/peers, where its packages are.
      { pathNot: '^tests/bench/peers/fastify-server\\.js$' },
      {
        couldNotResolve: true,
      },
    ),
  ],
  options: {
    exclude: { path: [fixture, '^dist/', '^cdk\\.out/', '^\\.local/'] },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: fileURLToPath(new URL('tsconfig.json', import.meta.url)) },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
