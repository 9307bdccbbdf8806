import { isOpen, type Status } from '../../functions/dossiers/status.ts'
import { transitions } from '../../functions/dossiers/transitions.ts'
import { entryHash, type HeadItem, type JournalItem } from '../../shared/dynamodb/journal.ts'

/** An item as it lies in a table. */
export type Item = Record<string, unknown>

const isEntry = ({ sk }: Item) => String(sk).startsWith('JOURNAL#')

/** The items of a table by their partition. */
export function partitions(items: Item[]): Map<string, Item[]> {
  const found = new Map<string, Item[]>()
  for (const item of items) {
    const pk = String(item.pk)
    found.set(pk, [...(found.get(pk) ?? []), item])
  }
  return found
}

/** What is said once and never changed has an entry and no head. */
const headless = /^RATING#/

/** A journal beside its head: gapless from 1, each entry bound to the one before, the head to the newest. */
export function brokenJournal(pk: string, items: Item[]): string[] {
  // The head of an aggregate is bound to its journal; that of a feed is something else.
  const head = items.find(({ sk, chain }) => sk === 'HEAD' && chain !== undefined) as unknown as HeadItem | undefined
  const entries = items.filter(isEntry) as unknown as JournalItem[]
  if (!head && entries.length === 0) return []
  if (!head && !headless.test(pk)) return [`${pk} has a journal and no head`]
  const versions = entries.map(({ version }) => version)
  const newest = head?.version ?? entries.length
  const wanted = Array.from({ length: newest }, (_, index) => index + 1)
  if (versions.join() !== wanted.join()) return [`${pk} is at version ${newest}, its journal is ${versions}`]
  const hashes = ['', ...entries.map(entryHash)]
  const torn = entries.filter(({ previous }, index) => previous !== hashes[index])
  return [
    ...torn.map(({ version }) => `${pk}: entry ${version} is not bound to the one before`),
    ...(!head || head.chain === hashes.at(-1) ? [] : [`${pk}: the head is not bound to its newest entry`]),
  ]
}

/** Keys under which one thing was made more than once, or nothing. */
function brokenKeys(byPartition: Map<string, Item[]>, entries: JournalItem[]): string[] {
  const made = Map.groupBy(
    entries.filter(({ version, k }) => version === 1 && k),
    ({ k }) => k,
  )
  const twice = [...made].filter(([, rows]) => rows.length > 1)
  const keys = [...byPartition.values()].flat().filter(({ sk }) => sk === 'KEY')
  const known = new Set([...byPartition.keys()].flatMap((pk) => [pk, pk.slice(pk.indexOf('#') + 1)]))
  return [
    ...twice.map(([, rows]) => `one key made ${rows.map(({ pk }) => pk).join(' and ')}`),
    ...keys.filter((key) => !known.has(String(key.made))).map((key) => `the key of ${key.made} made nothing`),
  ]
}

/**
 * What is wrong with the aggregates of a service's table, whichever it is: journals gapless and chained, one thing of a
 * key, nothing half done.
 */
export function broken(items: Item[]): string[] {
  const byPartition = partitions(items)
  const journals = [...byPartition].flatMap(([pk, rows]) => brokenJournal(pk, rows))
  return [...journals, ...brokenKeys(byPartition, items.filter(isEntry) as unknown as JournalItem[])]
}

interface Way {
  from: readonly number[]
  to: Status | 'BACK' | 'SAME'
}
const ways = new Map<string, Way>(Object.values(transitions).map((way) => [way.event, way]))
const filings = new Set(['dossier.submitted', 'dossier.accepted'])

/** Whether an event leads from one status to another, by the table of transitions. */
function legal(event: string, from: number, to: number): boolean {
  const way = ways.get(event)
  // What is nobody's act changes no status: a deadline that moved, a task that was raised.
  if (!way) return from === to
  if (!way.from.includes(from)) return false
  if (way.to === 'SAME') return from === to
  return way.to === 'BACK' ? true : way.to === to
}

function brokenPath(pk: string, entries: JournalItem[]): string[] {
  const [first, ...rest] = entries.map(({ type, data }) => ({ type, status: Number(data.status) }))
  if (!first || !filings.has(first.type)) return [`${pk} begins with ${first?.type}`]
  return rest.flatMap(({ type, status }, index) => {
    const from = index === 0 ? first.status : (rest[index - 1]?.status ?? 0)
    return legal(type, from, status) ? [] : [`${pk}: ${type} led from ${from} to ${status}`]
  })
}

/** A dossier is whole: its sealed part, its place in the inbox while it is open, a head that says what the journal says. */
function halfDone(pk: string, rows: Item[], entries: JournalItem[]): string[] {
  const head = rows.find(({ sk }) => sk === 'HEAD')
  if (!head) return [`${pk} has no head`]
  const open = isOpen(head.status as Status)
  return [
    ...(rows.some(({ sk }) => sk === 'SEALED') ? [] : [`${pk} has no sealed part`]),
    ...(open === (head.inbox !== undefined) ? [] : [`${pk} is ${open ? '' : 'not '}open, its inbox is ${head.inbox}`]),
    ...(entries.at(-1)?.data.status === head.status ? [] : [`${pk} is in ${head.status}, its journal is elsewhere`]),
  ]
}

/** What is wrong with dossiers beyond that: illegal status paths, parts that are missing, codes beyond the counter. */
export function brokenDossiers(items: Item[]): string[] {
  const byPartition = partitions(items)
  const counters = new Map(items.filter(({ sk }) => sk === 'COUNTER').map(({ pk, last }) => [pk, Number(last)]))
  const dossiers = [...byPartition].filter(([pk]) => pk.startsWith('DOSSIER#'))
  const wrong = dossiers.flatMap(([pk, rows]) => {
    const entries = rows.filter(isEntry) as unknown as JournalItem[]
    const [, agency, day, number] = /^DOSSIER#(.+)-(\d{6})-(\d+)$/.exec(pk) ?? []
    const last = counters.get(`CODE#${agency}#${day}`) ?? 0
    const code = Number(number) <= last ? [] : [`${pk} has a number that was not given yet (${last})`]
    return [...code, ...brokenPath(pk, entries), ...halfDone(pk, rows, entries)]
  })
  return [...broken(items), ...wrong]
}
