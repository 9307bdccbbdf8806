import { createHash } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { sha256 } from './item-line.ts'
import type { FileHead } from './objects.ts'
import { Plain } from './program.ts'

/** What an export says of itself: by the hashes a restore knows that nothing of it was changed or lost. */
export interface Manifest {
  exportedAt: string
  /** By service. */
  tables: Record<string, { items: number; sha256: string }>
  files: (FileHead & { size: number; sha256: string })[]
}

const manifestIn = (folder: string) => join(folder, 'desk.json')
const tableIn = (folder: string, service: string) => join(folder, 'tables', `${service}.jsonl`)
const fileIn = (folder: string, key: string) => join(folder, 'files', encodeURIComponent(key))

/** Makes the folder of an export, for its owner alone: it holds what the desk knows of people. Throws Plain when something is there. */
export function makeFolder(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Plain(`${folder} is not empty.`)
  for (const each of [folder, join(folder, 'tables'), join(folder, 'files')])
    mkdirSync(each, { recursive: true, mode: 0o700 })
}

/** Writes the lines of a table as they come; answers how many, and their hash. */
export async function writeTable(folder: string, service: string, pages: AsyncIterable<string[]>) {
  const hash = createHash('sha256')
  let items = 0
  const text = async function* () {
    for await (const lines of pages) {
      const page = lines.map((line) => `${line}\n`).join('')
      hash.update(page)
      items += lines.length
      yield page
    }
  }
  await pipeline(text(), createWriteStream(tableIn(folder, service), { mode: 0o600 }))
  return { items, sha256: hash.digest('hex') }
}

export function writeBytes(folder: string, key: string, bytes: Uint8Array): void {
  writeFileSync(fileIn(folder, key), bytes, { mode: 0o600 })
}

/** Written last: a folder without it is no whole export. */
export function writeManifest(folder: string, manifest: Manifest): void {
  writeFileSync(manifestIn(folder), `${JSON.stringify(manifest, undefined, 2)}\n`, { mode: 0o600 })
}

/** The lines of a table. */
export async function* linesOf(folder: string, service: string): AsyncGenerator<string> {
  const lines = createInterface({
    input: createReadStream(tableIn(folder, service)),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  for await (const line of lines) if (line !== '') yield line
}

/** The bytes of a file. */
export const bytesOf = (folder: string, key: string): Uint8Array => readFileSync(fileIn(folder, key))

/** Reads what an export says of itself, and whether it is so. Throws Plain when it is not whole. */
export async function openFolder(folder: string): Promise<Manifest> {
  if (!existsSync(manifestIn(folder))) throw new Plain(`${folder} is no export, or one that was not finished.`)
  const manifest = JSON.parse(readFileSync(manifestIn(folder), 'utf8')) as Manifest
  const wrong: string[] = []
  for (const [service, { sha256: wanted }] of Object.entries(manifest.tables)) {
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(tableIn(folder, service))) hash.update(chunk as Uint8Array)
    if (hash.digest('hex') !== wanted) wrong.push(`tables/${service}.jsonl`)
  }
  for (const { key, sha256: wanted } of manifest.files)
    if (!existsSync(fileIn(folder, key)) || sha256(bytesOf(folder, key)) !== wanted) wrong.push(`files/${key}`)
  if (wrong.length > 0) throw new Plain(`Not as it was exported: ${wrong.join(', ')}.`)
  return manifest
}
