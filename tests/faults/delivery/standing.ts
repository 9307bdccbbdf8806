import type { JournalItem } from '../../../shared/dynamodb/journal.ts'
import { dump, type Item } from './tables.ts'
import type { World } from './world.ts'

/** Only some fields of an item, as text. */
const line = (kind: string, item: Item, ...names: string[]): string =>
  `${kind} ${item.pk} ${item.sk} ${JSON.stringify(names.map((name) => [name, item[name]]))}`

/** Of a copy all counts but when it lets something go. */
const copy = (item: Item): string => {
  const { expiresAt, ...kept } = item
  const fields = Object.entries({ ...kept, goes: expiresAt !== undefined }).sort(([one], [other]) =>
    one < other ? -1 : 1,
  )
  return `copy ${JSON.stringify(fields)}`
}

const tasks = (item: Item): string => {
  const raised = (item.tasks ?? []) as { kind: string; attachment?: string; notification?: string }[]
  return `tasks ${item.pk} ${JSON.stringify(raised.map((task) => [task.kind, task.attachment, task.notification]).sort())}`
}

/** What was told of a deadline, whatever the order and the instant. */
const told = ({ pk, type, data }: JournalItem): string => {
  const { kind, number, dueAt, deadlineVersion } = data as Record<string, unknown>
  return `told ${pk} ${JSON.stringify([type, kind, number, dueAt, deadlineVersion])}`
}

/** An item as one of the lines by which two worlds are compared; undefined: it may differ, as an instant or a plan. */
function lineOf(service: string, item: Item): string | undefined {
  const { pk, sk } = item
  const kind = pk.slice(0, pk.indexOf('#'))
  const isOwn = { agencies: true, procedures: true }[service] ?? false
  if (!isOwn && (sk === 'COPY' || kind === 'STAFF' || sk.startsWith('STAFF#'))) return copy(item)
  if (sk === 'HEAD' && (kind === 'DOSSIER' || kind === 'FEEDBACK')) return tasks(item)
  if (kind === 'ATTACHMENT' && sk === 'HEAD') return line('file', item, 'status', 'dossier', 'feedback')
  if (kind === 'ATTACHMENT' && sk.startsWith('REFUSED#')) return line('refused', item)
  if (kind === 'DEADLINE' && sk === 'HEAD') {
    return line('deadline', item, 'dueAt', 'deadlineVersion', 'running', 'assignee', 'unit', 'receiver', 'feedback')
  }
  if (kind === 'DEADLINE' && sk.startsWith('JOURNAL#')) return told(item as unknown as JournalItem)
  if (kind === 'FEED' && service === 'reminders' && item.state === 'CONFIRMED') return line('calendar', item, 'dueAt')
  if (kind === 'MESSAGE' && sk === 'HEAD')
    return `message ${pk} ${JSON.stringify([item.subject, item.template, item.to])}`
  return undefined
}

/** What a world has come to, line by line, so that two that heard the same in another order can be compared. */
export async function standing({ tables }: Pick<World, 'tables'>): Promise<string[]> {
  const all = await Promise.all(
    Object.entries(tables).map(async ([service, table]) =>
      (await dump(table)).flatMap((item) => {
        const found = lineOf(service, item)
        return found === undefined ? [] : [`${service}: ${found}`]
      }),
    ),
  )
  return [...all.flat()].sort()
}

/** What one of two worlds has that the other has not, in words. */
export function differences(calm: string[], rough: string[]): string[] {
  const missing = calm.filter((one) => !rough.includes(one)).map((one) => `missing: ${one}`)
  const more = rough.filter((one) => !calm.includes(one)).map((one) => `not as in the calm world: ${one}`)
  return [...missing, ...more]
}

/** What must hold of one world by itself, whatever it went through. */
export async function broken(
  { tables, published, queues, streams }: World,
  mails: { id: string }[],
): Promise<string[]> {
  const found: string[] = []
  const items = Object.fromEntries(
    await Promise.all(Object.entries(tables).map(async ([service, table]) => [service, await dump(table)] as const)),
  ) as Record<string, Item[]>
  const ids = new Set(published)
  for (const [service, all] of Object.entries(items)) {
    const entries = all.filter(({ sk }) => sk.startsWith('JOURNAL#'))
    for (const [pk, ofOne] of Map.groupBy(entries, (item) => item.pk)) {
      const versions = ofOne.map(({ version }) => Number(version)).sort((a, b) => a - b)
      if (versions.some((version, index) => version !== index + 1)) found.push(`${pk} has versions ${versions.join()}`)
      for (const version of versions) {
        if (!ids.has(`${service}:${pk}:${version}`)) found.push(`${pk} version ${version} was never published`)
        ids.delete(`${service}:${pk}:${version}`)
      }
    }
  }
  for (const id of ids) found.push(`${id} was published and stands in no journal`)
  found.push(...feedOf(items.integrations ?? [], [...(items.dossiers ?? []), ...(items.feedback ?? [])]))
  const seen = mails.map(({ id }) => id)
  for (const id of new Set(seen))
    if (seen.filter((one) => one === id).length > 1) found.push(`mail ${id} went out twice`)
  found.push(...deadIn(queues))
  for (const [service, one] of Object.entries(streams)) {
    if (one.dead().length > 0) found.push(`${service} gave up ${one.dead().length} journal entries`)
  }
  return found
}

/** What lies among the dead letters, but for what is expected there. */
export const deadIn = (queues: World['queues'], expected?: string): string[] =>
  queues.flatMap(({ name, queue }) =>
    queue
      .dead()
      .filter(({ body }) => body !== expected)
      .map(({ body }) => `${name} has a dead letter: ${body.slice(0, 120)}`),
  )

/** The city's feed: every event that it may have, once, each thing in its order, nothing held back. */
function feedOf(feed: Item[], sources: Item[]): string[] {
  const found = feed.filter(({ pk }) => pk.startsWith('HELD#')).map(({ pk }) => `${pk} is still held back`)
  const events = feed.filter(({ pk }) => pk.startsWith('EVENTS#')).sort((a, b) => (a.sk < b.sk ? -1 : 1))
  const inFeed = Map.groupBy(events, ({ subject }) => String(subject))
  const entries = sources.filter(({ sk }) => sk.startsWith('JOURNAL#')) as unknown as JournalItem[]
  for (const [pk, ofOne] of Map.groupBy(entries, (item) => item.pk)) {
    const subject = pk.slice(pk.indexOf('#') + 1)
    const isHidden = ofOne.some(({ data }) => (data as { restricted?: boolean }).restricted)
    const wanted = isHidden ? [] : ofOne.map((_, index) => index + 1)
    const versions = (inFeed.get(subject) ?? []).map(({ version }) => version)
    if (versions.join() !== wanted.join())
      found.push(`the feed has ${subject} as ${versions.join()}, not ${wanted.join()}`)
  }
  return found
}
