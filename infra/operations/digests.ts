import { unmarshall } from '@aws-sdk/util-dynamodb'
import { entryHash, type HeadItem, type JournalItem } from '../../shared/dynamodb/journal.ts'
import type { RawItem } from '../../shared/dynamodb/whole-table.ts'
import { lineOf, sha256 } from './item-line.ts'

/** Everything that a desk remembers. */
export interface Remembered {
  /** By service. */
  tables: Record<string, RawItem[]>
  files: { key: string; sha256: string }[]
}

export interface Digests {
  /** A digest for each record (a dossier with its journal and its files, a feedback, a webhook …), and for all other rows of a kind. */
  records: Record<string, string>
  /** Records whose journal has a hole, or whose chain of hashes is broken. */
  broken: string[]
}

const digestOf = (parts: string[]) => sha256(parts.sort().join('\n'))
const kindOf = (pk: string) => pk.split('#')[0] ?? ''
const isExpired = ({ expiresAt }: RawItem, now: number) => expiresAt?.N !== undefined && Number(expiresAt.N) <= now

/**
 * What two desks are compared by. What has expired is left out, for DynamoDB takes it away when it likes.
 * @param now seconds since 1970.
 */
export function digests({ tables, files }: Remembered, now: number): Digests {
  const content = new Map(files.map(({ key, sha256: hash }) => [key, hash]))
  const filesOf = Map.groupBy(
    (tables.attachments ?? []).filter(({ sk, dossier }) => sk?.S === 'HEAD' && dossier?.S !== undefined),
    ({ dossier }) => dossier?.S ?? '',
  )
  const withFiles = (item: RawItem) => {
    const key = `clean/${item.pk?.S?.slice('ATTACHMENT#'.length)}`
    return [lineOf(item), ...(content.has(key) ? [`${key} ${content.get(key)}`] : [])]
  }
  const records: Record<string, string> = { files: digestOf(files.map(({ key, sha256: hash }) => `${key} ${hash}`)) }
  const broken: string[] = []
  for (const [service, items] of Object.entries(tables)) {
    const others = new Map<string, string[]>()
    for (const [pk, rows] of Map.groupBy(items, (item) => item.pk?.S ?? '')) {
      const lines = rows.filter((row) => !isExpired(row, now)).map(lineOf)
      const head = rows.find(({ sk }) => sk?.S === 'HEAD')
      if (head?.chain === undefined) {
        others.set(kindOf(pk), [...(others.get(kindOf(pk)) ?? []), ...lines])
        continue
      }
      const fault = faultOf(rows)
      if (fault) broken.push(`${service} ${pk}: ${fault}`)
      const own = service === 'dossiers' ? (filesOf.get(pk.slice('DOSSIER#'.length)) ?? []) : []
      records[`${service} ${pk}`] = digestOf([...lines, ...own.flatMap(withFiles)])
    }
    for (const [kind, lines] of others) if (lines.length > 0) records[`${service}, rows ${kind}`] = digestOf(lines)
  }
  return { records, broken }
}

/** What is wrong with the journal of a record; its entries are numbered and each carries the hash of the one before. */
function faultOf(rows: RawItem[]): string | undefined {
  const items = rows.map((row) => unmarshall(row))
  const head = items.find(({ sk }) => sk === 'HEAD') as HeadItem
  const entries = items.filter(({ sk }) => String(sk).startsWith('JOURNAL#')) as JournalItem[]
  entries.sort((a, b) => a.version - b.version)
  let chain = ''
  for (const [index, entry] of entries.entries()) {
    if (entry.version !== index + 1) return `version ${index + 1} is missing`
    if (entry.previous !== chain) return `version ${entry.version} does not follow the one before`
    chain = entryHash(entry)
  }
  if (head.version !== entries.length) return `the head is of version ${head.version} of ${entries.length}`
  return head.chain === chain ? undefined : 'the head does not follow its last entry'
}

/** What is different between two desks, in words; empty for nothing. */
export function differences(before: Digests['records'], after: Digests['records']): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return names.flatMap((name) => {
    if (before[name] === after[name]) return []
    if (after[name] === undefined) return [`${name} is gone`]
    return [before[name] === undefined ? `${name} was not there` : `${name} is another one`]
  })
}
