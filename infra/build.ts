import { copyFileSync, existsSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { budgetOf, partsOf, verdict } from './bundle-budget.ts'
import { bundling } from './bundling.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Where the bundles go: dist/, or the folder that is named, so that desks beside each other don't share one. */
const dist = resolve(process.argv[2] ?? join(root, 'dist'))

/** One bundle: its size in bytes, and how much of that each package is. */
interface Size {
  total: number
  parts: Record<string, number>
}

/** Bundles one entry to dist/<service>-<entry>/index.mjs and says how large it is. */
async function bundle(entry: string): Promise<[name: string, size: Size]> {
  const service = basename(dirname(entry))
  const name = `${service}-${basename(entry, '.ts')}`
  const { metafile } = await build({ ...bundling(entry), outfile: join(dist, name, 'index.mjs') })
  const [output] = Object.values(metafile.outputs)
  if (output === undefined) throw new Error(`esbuild wrote nothing for ${entry}`)
  if (name.endsWith('-api')) copyDescription(service, name)
  return [name, { total: output.bytes, parts: partsOf(output.inputs) }]
}

/** Puts the generated description of the API beside the code that serves it. */
function copyDescription(service: string, name: string): void {
  const description = join(root, 'docs/api', `${service}.json`)
  if (existsSync(description)) copyFileSync(description, join(dist, name, 'openapi.json'))
}

function report(name: string, { total, parts }: Size): void {
  const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(0)
  const largest = Object.entries(parts).slice(0, 5)
  const shown = largest.map(([part, bytes]) => `${part} ${kilobytes(bytes)}`).join(', ')
  const mark = { within: ' ', above: '!', fails: '✗' }[verdict(name, total)]
  console.log(`${mark} ${name.padEnd(26)} ${kilobytes(total).padStart(4)} of ${budgetOf(name)} KB  (${shown})`)
}

const entries = ['functions/*/api.ts', 'functions/*/on-*.ts'].flatMap((pattern) => globSync(pattern, { cwd: root }))
if (entries.length === 0) throw new Error('There is no functions/*/api.ts and no functions/*/on-*.ts to bundle')
rmSync(dist, { recursive: true, force: true })
mkdirSync(dist, { recursive: true })
const sizes = Object.fromEntries(await Promise.all(entries.sort().map(bundle)))
writeFileSync(join(dist, 'sizes.json'), `${JSON.stringify(sizes, null, 2)}\n`)
for (const [name, size] of Object.entries(sizes)) report(name, size)
const failed = Object.entries(sizes).filter(([name, { total }]) => verdict(name, total) === 'fails')
if (failed.length > 0) {
  console.error(
    `More than 10 % above the budget: ${failed.map(([name]) => name).join(', ')}; dist/sizes.json has the parts`,
  )
  process.exitCode = 1
}
