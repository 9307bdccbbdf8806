import { resolve } from 'node:path'
import { baseClient } from '../../shared/dynamodb/client.ts'
import { itemPages, servicesWithTable } from '../../shared/dynamodb/whole-table.ts'
import { type Manifest, makeFolder, writeBytes, writeManifest, writeTable } from './folder.ts'
import { lineOf, sha256 } from './item-line.ts'
import { fileBucket, fileKeys, readFile, s3 } from './objects.ts'
import { Plain, program } from './program.ts'
import { refuseWhileRunning } from './running.ts'

// Writes everything that a desk remembers into a folder: npm run export -- ../desk-of-today
await program('usage: npm run export -- <folder>', 1, async ([given = '']) => {
  const folder = resolve(process.env.INIT_CWD ?? '.', given)
  const client = baseClient()
  const services = await servicesWithTable(client)
  if (services.length === 0) throw new Plain('There is no table motcua-… here.')
  await refuseWhileRunning(services)
  makeFolder(folder)
  const manifest: Manifest = { exportedAt: new Date().toISOString(), tables: {}, files: [] }
  for (const service of services) {
    const told = await writeTable(folder, service, linePages(service))
    manifest.tables[service] = told
    console.log(`motcua-${service}: ${told.items} items.`)
  }
  manifest.files = await exportFiles(folder)
  console.log(`${manifest.files.length} files.`)
  writeManifest(folder, manifest)
  console.log(`All of it is in ${folder}. It names people: keep it like the desk itself.`)

  async function* linePages(service: string) {
    for await (const page of itemPages(client, `motcua-${service}`)) yield page.map(lineOf)
  }
})

/** Writes the files one by one: each has up to 50 MB. */
async function exportFiles(folder: string): Promise<Manifest['files']> {
  const client = s3()
  const bucket = await fileBucket(client)
  const files: Manifest['files'] = []
  for (const key of await fileKeys(client, bucket)) {
    const { bytes, ...head } = await readFile(client, bucket, key)
    writeBytes(folder, key, bytes)
    files.push({ ...head, size: bytes.length, sha256: sha256(bytes) })
  }
  return files
}
