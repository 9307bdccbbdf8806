import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from './aws.ts'
import type { Given } from './local-routes.ts'

const folder = join(root, 'docs', 'problems')

/** The pages to which the `type` of a problem leads, as they are generated, by path; `/problems` lists them. */
export function problemPages(): Record<string, Given> {
  const names = globSync('*.html', { cwd: folder }).map((file) => basename(file, '.html'))
  return Object.fromEntries(
    names.map((name) => [
      name === 'index' ? '/problems' : `/problems/${name}`,
      { type: 'text/html; charset=utf-8', body: () => readFileSync(join(folder, `${name}.html`), 'utf8') },
    ]),
  )
}
