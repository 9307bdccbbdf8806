import { resolve } from 'node:path'
import { baseClient } from '../../shared/dynamodb/client.ts'
import { itemPages, putItems, type RawItem, servicesWithTable } from '../../shared/dynamodb/whole-table.ts'
import { bytesOf, linesOf, type Manifest, openFolder } from './folder.ts'
import { itemOf, keyOf, lineOf, sha256 } from './item-line.ts'
import { fileBucket, s3, writeFile } from './objects.ts'
import { Plain, program } from './program.ts'
import { refuseWhileRunning } from './running.ts'

/** So many are kept in memory. */
const atOnce = 1_000

// Puts an export back into a desk that remembers nothing: npm run restore -- ../desk-of-today
await program('usage: npm run restore -- <folder>', 1, async ([given = '']) => {
  const folder = resolve(process.env.INIT_CWD ?? '.', given)
  const manifest = await openFolder(folder)
  const services = Object.keys(manifest.tables)
  const there = await servicesWithTable(baseClient())
  const missing = services.filter((service) => !there.includes(service)).map((service) => `motcua-${service}-data`)
  if (missing.length > 0) throw new Plain(`Deploy these stacks first: ${missing.join(', ')}.`)
  await refuseWhileRunning(there)
  const strangers: string[] = []
  for (const service of services) if (await hasOther(folder, service)) strangers.push(`motcua-${service}`)
  if (strangers.length > 0)
    throw new Plain(`Not empty, and what is there is not of this export: ${strangers.join(', ')}. Nothing was written.`)
  // Files before rows: who reads that a file is verified finds it.
  await restoreFiles(folder, manifest)
  for (const service of services) console.log(`motcua-${service}: ${await restoreTable(folder, service)} items.`)
})

/** Whether a table has an item that the export has not, or has otherwise; an interrupted restore is gone on with. */
async function hasOther(folder: string, service: string): Promise<boolean> {
  const wanted = new Map<string, string>()
  for await (const page of itemPages(baseClient(), `motcua-${service}`)) {
    if (page.length > 0 && wanted.size === 0)
      for await (const line of linesOf(folder, service)) wanted.set(keyOf(itemOf(line)), sha256(line))
    if (page.some((item) => wanted.get(keyOf(item)) !== sha256(lineOf(item)))) return true
  }
  return false
}

async function restoreTable(folder: string, service: string): Promise<number> {
  const client = baseClient()
  let count = 0
  const put = async (items: RawItem[]) => {
    await putItems(client, `motcua-${service}`, items)
    count += items.length
  }
  let items: RawItem[] = []
  for await (const line of linesOf(folder, service)) {
    items.push(itemOf(line))
    if (items.length < atOnce) continue
    await put(items)
    items = []
  }
  await put(items)
  return count
}

async function restoreFiles(folder: string, { files }: Manifest): Promise<void> {
  const client = s3()
  const bucket = await fileBucket(client)
  for (const file of files) await writeFile(client, bucket, { ...file, bytes: bytesOf(folder, file.key) })
  console.log(`${files.length} files.`)
}
