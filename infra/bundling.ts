import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BuildOptions } from 'esbuild'
import { withoutUnusedParts } from './unused-parts.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Bundled CommonJS packages still ask for `require`, which a module does not have. */
const banner =
  "import { createRequire as motcuaRequire } from 'node:module'; const require = motcuaRequire(import.meta.url);"

/** How every function is bundled; `entry` is named from the root of the repository. */
export const bundling = (entry: string) =>
  ({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    // As it is, a Vietnamese letter takes two or three bytes; escaped it would take six.
    charset: 'utf8',
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // Modules first, for tree shaking.
    mainFields: ['module', 'main'],
    conditions: ['module'],
    alias: { '@aws-sdk/credential-provider-node': join(root, 'infra/constructs/environment-credentials.ts') },
    plugins: [withoutUnusedParts(join(root, entry))],
    banner: { js: banner },
    legalComments: 'none',
    sourcemap: false,
    metafile: true,
    logLevel: 'warning',
  }) satisfies BuildOptions
