import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../infra/local/aws.ts'
import type { Guard } from './guard.ts'

const copied = ['functions', 'shared', 'infra', 'tests', 'docs', 'package.json', 'package-lock.json', 'tsconfig.json']
const more = ['cdk.json', 'biome.json', '.dependency-cruiser.mjs', 'README.md']
const linked = ['node_modules', '.local/python']

/** A copy of the tree in a folder, with what was installed linked: faults are planted there and nowhere else. */
export function copyTree(folder: string): void {
  for (const path of [...copied, ...more]) cpSync(join(root, path), join(folder, path), { recursive: true })
  mkdirSync(join(folder, '.local'), { recursive: true })
  for (const path of linked) symlinkSync(join(root, path), join(folder, path))
}

/**
 * Plants a guard's fault in a copy. @returns what takes it out again.
 * Throws when the place is not there, or more than once: the list is out of date then.
 */
export function plant({ file, find, replace }: Guard, folder: string): () => void {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  const places = text.split(find).length - 1
  if (places !== 1) throw new Error(`${file} has ${places} places that read: ${find}`)
  writeFileSync(
    path,
    text.replace(find, () => replace),
  )
  return () => writeFileSync(path, text)
}
