import { baseClient } from '../../shared/dynamodb/client.ts'
import { itemPages, type RawItem, servicesWithTable } from '../../shared/dynamodb/whole-table.ts'
import type { Remembered } from './digests.ts'
import { linesOf, type Manifest } from './folder.ts'
import { itemOf, sha256 } from './item-line.ts'
import { fileBucket, fileKeys, readFile, s3 } from './objects.ts'

/** What the desk that is there remembers. */
export async function rememberedHere(): Promise<Remembered> {
  const tables: Record<string, RawItem[]> = {}
  const client = baseClient()
  for (const service of await servicesWithTable(client)) {
    const items: RawItem[] = []
    for await (const page of itemPages(client, `motcua-${service}`)) items.push(...page)
    tables[service] = items
  }
  const files: Remembered['files'] = []
  const [store, bucket] = [s3(), await fileBucket(s3())]
  for (const key of await fileKeys(store, bucket))
    files.push({ key, sha256: sha256((await readFile(store, bucket, key)).bytes) })
  return { tables, files }
}

/** What the desk of an export remembers. */
export async function rememberedIn(folder: string, manifest: Manifest): Promise<Remembered> {
  const tables: Record<string, RawItem[]> = {}
  for (const service of Object.keys(manifest.tables)) {
    const items: RawItem[] = []
    for await (const line of linesOf(folder, service)) items.push(itemOf(line))
    tables[service] = items
  }
  return { tables, files: manifest.files.map(({ key, sha256: hash }) => ({ key, sha256: hash })) }
}
