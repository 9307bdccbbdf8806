import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { bundling } from '../../infra/bundling.ts'
import { root } from '../../infra/local/aws.ts'
import { program } from './program.ts'

/** Every function bundled as it is deployed, in a folder of its own. */
export interface Built {
  /** The module of a bundle: `dossiers-api`, or `client-alone`, in which there is nothing of ours. */
  module: (bundle: string) => string
  sizes: Record<string, { total: number; parts: Record<string, number> }>
  remove: () => void
}

/** Bundles everything anew; throws past the limit. A bundle past its budget is told by its figure, not thrown. */
export async function built(limitMs: number): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-bench-built-'))
  const module = (bundle: string) => join(folder, bundle, 'index.mjs')
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const { cut, output } = await program([join(root, 'infra/build.ts'), folder], limitMs)
    if (cut) throw new Error('the functions were not bundled in time')
    await build({ ...bundling('tests/bench/client-alone.ts'), outfile: module('client-alone') })
    const sizes = JSON.parse(readFileSync(join(folder, 'sizes.json'), 'utf8')) as Built['sizes']
    if (Object.keys(sizes).length === 0) throw new Error(output)
    return { module, sizes, remove }
  } catch (error) {
    remove()
    throw error
  }
}
