import { marshall } from '@aws-sdk/util-dynamodb'
import type { Table } from '../../../shared/dynamodb/client.ts'
import type { JournalItem } from '../../../shared/dynamodb/journal.ts'
import { type Bus, type Mood, startBus } from './bus.ts'
import type { Deployed, QueueEdge } from './deployed.ts'
import { type Invoke, queue, type SimulatedQueue, type Trouble } from './queue.ts'
import { type Clock, journalOf, type Story } from './source.ts'
import { type SimulatedStream, stream } from './stream.ts'
import { dump, openTables, put, services } from './tables.ts'

type OnJournal = (event: { Records: object[] }) => Promise<void>
/** Whether something befalls the function that publishes: the bus, or its own death after it has told. */
export type PublishTrouble = Mood | 'lost after'

/** One edge with its queue and the function behind it. */
interface Edge extends QueueEdge {
  queue: SimulatedQueue
  invoke: Invoke
}

/** Queues that a service fills itself, or that AWS fills: their stories are told elsewhere. */
const apart = new Set(['on-replan', 'on-upload', 'on-scan', 'on-provider', 'on-deliver'])
const sweeps = ['reminders', 'notifications', 'integrations']

let worlds = 0

/**
 * A world of eight services with tables of their own: the real publishers and consumers, loaded anew, and between them streams, a
 * bus and queues that keep AWS's rules with the settings of the templates. Its time is in seconds since it began; the clock of the
 * functions goes with it.
 */
export async function openWorld(edges: Deployed, clock: Clock, begins: number) {
  worlds += 1
  let now = 0
  const counted = { operations: 0, faults: 0 }
  const published: string[] = []
  /** Which kinds of events a queue's function has done its work for, `<queue> <type>`. */
  const handled = new Set<string>()
  const tables = await openTables()
  const seen = new Set<string>()

  const bus: Bus = await startBus((type, message) => {
    published.push((JSON.parse(message) as { detail: { id: string } }).detail.id)
    for (const { takes, queue: into } of queues) if (takes(type)) into.send(message, now)
  })
  process.env.AWS_ENDPOINT_URL_EVENTBRIDGE = bus.endpoint
  process.env.BUS = 'motcua'

  // biome-ignore lint/suspicious/noExplicitAny: a function of a service, whichever it is
  const load = async (service: string, file: string): Promise<any> => {
    process.env.TABLE = tables[service]?.name
    return (await import(`../../../functions/${service}/${file}.ts?world=${worlds}`)).handler
  }
  const onJournal: Record<string, OnJournal> = {}
  const onDue: Record<string, () => Promise<unknown>> = {}
  for (const service of services) {
    onJournal[service] = await load(service, 'on-journal')
    if (sweeps.includes(service)) onDue[service] = await load(service, 'on-due')
  }
  const queues: Edge[] = []
  for (const edge of edges.queues.filter(({ handler }) => !apart.has(handler))) {
    queues.push({ ...edge, queue: queue(edge), invoke: await load(edge.service, edge.handler) })
  }
  const streams: Record<string, SimulatedStream<JournalItem>> = Object.fromEntries(
    edges.streams.map((edge) => [edge.service, stream<JournalItem>(edge)]),
  )
  const set = (to: number) => {
    now = to
    clock.set(begins + now * 1_000)
  }
  set(0)

  /** A journal entry comes to the stream of its table. */
  const stored = (service: string, entry: JournalItem) => {
    seen.add(`${service} ${entry.pk} ${entry.sk}`)
    streams[service]?.put(entry.pk, entry, now)
  }
  /** What a function wrote down comes to the stream, in the order of each thing. */
  async function notice(service: string): Promise<void> {
    const entries = (await dump(tables[service] as Table))
      .filter(({ sk }) => sk.startsWith('JOURNAL#'))
      .filter(({ pk, sk }) => !seen.has(`${service} ${pk} ${sk}`)) as unknown as JournalItem[]
    for (const entry of entries.sort((a, b) => a.version - b.version)) stored(service, entry)
  }

  async function read(service: string, lane: number, trouble: PublishTrouble = 'takes'): Promise<number> {
    bus.is(trouble === 'lost after' ? 'takes' : trouble)
    const records = await (streams[service] as SimulatedStream<JournalItem>).step(lane, now, async (batch) => {
      const Records = batch.map(({ item }) => ({
        eventName: 'INSERT',
        dynamodb: { NewImage: marshall(item, { removeUndefinedValues: true }) },
      }))
      await onJournal[service]?.({ Records })
      if (trouble === 'lost after') throw new Error('the word of it was lost')
      return undefined
    })
    bus.is('takes')
    counted.operations += records.length
    if (records.length > 0 && trouble !== 'takes') counted.faults += 1
    return records.length
  }

  async function hand(edge: Edge, choose?: () => number, trouble: Trouble = 'none'): Promise<number> {
    const invoke: Invoke = async (event) => {
      const answer = await edge.invoke(event)
      const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))
      for (const { messageId, body } of event.Records)
        if (!failed.has(messageId)) handled.add(`${edge.name} ${JSON.parse(body)['detail-type']}`)
      return answer
    }
    const handed = await edge.queue.hand(now, invoke, choose, trouble)
    counted.operations += handed
    if (handed > 0 && trouble !== 'none') counted.faults += 1
    if (handed > 0 && ['attachments', 'dossiers', 'feedback', 'notifications'].includes(edge.service))
      await notice(edge.service)
    return handed
  }

  return {
    tables,
    queues,
    streams,
    counted,
    published,
    handled,
    now: () => now,
    read,
    hand,

    /** What a service wrote down of a thing, entry by entry as the stream will have it. */
    async write(story: Story): Promise<void> {
      await put(tables[story.service] as Table, story.items)
      for (const entry of journalOf(story).sort((a, b) => a.version - b.version)) stored(story.service, entry)
    },
    pass: (seconds: number) => set(now + seconds),
    /** So many seconds after it began, should that not be over. */
    goTo: (seconds: number) => set(Math.max(now, seconds)),

    /** A sweep of a service; what it tells comes to its stream. */
    async sweep(service: string): Promise<void> {
      await onDue[service]?.()
      await notice(service)
    },

    /** Goes on until nothing is on the way any more: time goes by, and dead letters are given back as often as that. @returns how many. */
    async drain(redrives = 0): Promise<number> {
      let redriven = 0
      for (;;) {
        let moved = 0
        for (const [service, { lanes }] of Object.entries(streams))
          for (let lane = 0; lane < lanes; lane += 1) moved += await read(service, lane)
        for (const edge of queues) moved += await hand(edge)
        if (moved > 0) continue
        const next = Math.min(
          ...Object.values(streams).map((one) => one.next()),
          ...queues.map((edge) => edge.queue.next()),
        )
        if (Number.isFinite(next)) {
          set(Math.max(now + 1, next))
          continue
        }
        if (redriven >= redrives) return redriven
        const back = queues.reduce((sum, edge) => sum + edge.queue.redrive(now), 0)
        if (back === 0) return redriven
        redriven += 1
      }
    },
    close: () => bus.close(),
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
