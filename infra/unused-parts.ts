import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Plugin } from 'esbuild'

/**
 * Parts of libraries that tree shaking can't leave out and that no function uses: the schema printer of zod (the
 * documents of the APIs are generated beforehand) and the event streams of the AWS SDK (no operation of ours has one).
 * About 26 KB of every bundle. Who calls one all the same gets an error that names this file.
 */
const unused = [
  { filter: /zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/ },
  { filter: /@smithy\/core\/dist-es\/submodules\/event-streams\/index\.js$/, unless: '@aws-sdk/client-s3' },
]

// What makes a method is called when a schema is made: it hands out the refusal, for whoever calls the method.
const refusal = `const refuse = () => { throw new Error('Left out of this bundle by infra/unused-parts.ts') }
const refuseLater = () => refuse
`

/** Leaves the unused parts out of a bundle; the S3 client, which takes its own event streams at load, keeps those. */
export function withoutUnusedParts(entry: string): Plugin {
  const source = readFileSync(resolve(entry), 'utf8')
  return {
    name: 'without-unused-parts',
    setup(build) {
      for (const { filter, unless } of unused) {
        if (unless !== undefined && source.includes(unless)) continue
        build.onLoad({ filter }, ({ path }) => ({ contents: refusalsFor(readFileSync(path, 'utf8')) }))
      }
    },
  }
}

/** A module with the same exports, each of which refuses to be called. */
export function refusalsFor(source: string): string {
  const declared = [...source.matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)].map(
    ([, name = '']) => name,
  )
  const listed = [...source.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim().split(' as ').at(-1)?.trim() ?? ''),
  )
  const names = [...declared, ...listed].filter((name) => name !== '')
  return `${refusal}export { ${names.map((name) => `${name.startsWith('create') ? 'refuseLater' : 'refuse'} as ${name}`).join(', ')} }\n`
}
