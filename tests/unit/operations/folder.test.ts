import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolder, openFolder, writeBytes, writeManifest, writeTable } from '../../../infra/operations/folder.ts'
import { sha256 } from '../../../infra/operations/item-line.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'motcua-export-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function* pages() {
  yield ['{"Item":{"pk":{"S":"a"}}}', '{"Item":{"pk":{"S":"b"}}}']
}

async function written() {
  makeFolder(folder)
  const bytes = Buffer.from('bytes')
  writeBytes(folder, 'clean/A', bytes)
  const dossiers = await writeTable(folder, 'dossiers', pages())
  const files = [{ key: 'clean/A', size: bytes.length, sha256: sha256(bytes) }]
  return { exportedAt: '2026-11-26T01:00:00.000Z', tables: { dossiers }, files }
}

describe('an export', () => {
  it('is whole when every table and file has the hash that it was written with', async () => {
    const manifest = await written()
    writeManifest(folder, manifest)
    expect(await openFolder(folder)).toEqual(manifest)
    expect(manifest.tables.dossiers.items).toBe(2)
  })

  it.each([
    ['a table', 'tables/dossiers.jsonl'],
    ['a file', 'files/clean%2FA'],
  ])('is refused when %s was changed', async (_what, place) => {
    writeManifest(folder, await written())
    writeFileSync(join(folder, place), 'something else')
    await expect(openFolder(folder)).rejects.toThrow(/Not as it was exported: (tables\/dossiers.jsonl|files\/clean\/A)/)
  })

  it('is refused when it was not finished', async () => {
    await written()
    await expect(openFolder(folder)).rejects.toThrow(/not finished/)
  })

  it('is never written over another one', async () => {
    await written()
    expect(() => makeFolder(folder)).toThrow(/not empty/)
  })

  it('can be read by its owner alone, for it names people', async () => {
    writeManifest(folder, await written())
    for (const place of ['tables/dossiers.jsonl', 'files/clean%2FA', 'desk.json'])
      expect((statSync(join(folder, place)).mode & 0o077).toString(8)).toBe('0')
  })
})
