import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../infra/local/aws.ts'
import type { Finding } from '../chapter.ts'
import { journalOf, type Story } from './source.ts'
import { deadIn } from './standing.ts'
import { home, start } from './start.ts'
import { furnished, type Stage } from './story.ts'

const nonsense = JSON.stringify({ version: '0', 'detail-type': 'nonsense', detail: { type: 'nonsense' } })

/** Every type of event that a service publishes, by its generated description. */
function publishedTypes(): string[] {
  const folder = join(root, 'docs', 'events')
  return readdirSync(folder).flatMap((name) => {
    const { $defs: known } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { $defs: object }
    return Object.keys(known).filter((key) => key.includes('.'))
  })
}

/** A story goes on with one entry more, as a calendar that moves dates makes it. */
function goesOn(story: Story, type: string): Story {
  const last = journalOf(story).sort((a, b) => b.version - a.version)[0]
  if (!last) throw new Error(`${story.subject} has no journal`)
  const version = last.version + 1
  const sk = `JOURNAL#${String(version).padStart(6, '0')}`
  const items = story.items.map((item) => (item.sk === 'HEAD' ? { ...item, version } : item))
  return { ...story, items: [...items, { ...last, sk, version, type }] }
}

/** A thing with one entry, for what only faults and strangers bring about. */
function only(service: string, pk: string, type: string, data: Record<string, unknown>): Story {
  const entry = { pk, sk: 'JOURNAL#000001', version: 1, previous: '', type, at: start, agency: home, data }
  return { service, subject: pk, items: [{ ...entry, by: { id: service, role: 'system' } }] }
}

/** Stories in which every type of event comes about that anybody takes. */
async function everyStory({ source }: Stage): Promise<Story[]> {
  const stories: Story[] = [await source.procedure('9.770001')]
  for (let way = 0; way < 8; way += 1) stories.push(...(await source.dossier(way)))
  for (let way = 0; way < 5; way += 1) stories.push(...(await source.opinion(way)))
  const longest = (service: string) =>
    stories
      .filter((story) => story.service === service)
      .sort((a, b) => b.items.length - a.items.length)
      .slice(0, 1)
  const moved = [...longest('dossiers'), ...longest('feedback')].map((story) => [
    story,
    goesOn(story, `${story.service === 'dossiers' ? 'dossier' : 'feedback'}.deadline-changed`),
  ])
  const told = new Map(moved as [Story, Story][])
  const code = longest('dossiers')[0]?.subject ?? ''
  const template = { name: 'accepted', version: 1 }
  const failed = { about: 'DOSSIER', subject: code, agency: home, to: 'APPLICANT', channel: 'EMAIL', template }
  const webhook = {
    id: 'W1',
    agency: home,
    state: 'DISABLED',
    reason: 'GONE',
    host: 'city.example.org',
    failingSince: start,
  }
  return [
    ...stories.map((story) => told.get(story) ?? story),
    only('notifications', 'MESSAGE#X1', 'notification.failed', {
      ...{ id: 'X1', ...failed, status: 'PERMANENT_FAILURE', reason: 'BOUNCED' },
    }),
    only('integrations', 'WEBHOOK#W1', 'webhook.disabled', webhook),
  ]
}

/** Every type of event at every consumer that takes it, with a poison message in each queue beside them. */
export async function everyType(stage: Stage): Promise<Finding[]> {
  const world = await furnished(stage)
  for (const { queue } of world.queues) queue.send(nonsense, world.now())
  for (const story of await everyStory(stage)) await world.write(story)
  await world.drain()
  // The afternoon's due dates, then those that were missed, when the office opens again.
  for (const hours of [8.1, 23.1]) {
    world.goTo(hours * 3_600)
    await world.sweep('reminders')
    await world.drain()
  }
  const pairs = world.queues.flatMap(({ name, takes }) =>
    publishedTypes().flatMap((type) => (takes(type) ? [`${name} ${type}`] : [])),
  )
  const untried = pairs.filter((pair) => !world.handled.has(pair)).map((pair) => `${pair} was never done`)
  const dead = deadIn(world.queues, nonsense)
  const alone = world.queues.flatMap(({ name, queue }) =>
    queue.dead().filter(({ body }) => body === nonsense).length === 1
      ? []
      : [`the poison of ${name} is no dead letter`],
  )
  world.close()
  const { operations } = world.counted
  return [
    {
      title: 'Every type of event at every consumer that takes it, made by the services themselves',
      promise: 4,
      operations: pairs.length,
      faults: 0,
      violations: untried,
      note: `${operations} records and messages were handed over`,
    },
    {
      title: 'A poison message in every queue: alone among the dead letters, and all its neighbours are done',
      promise: 5,
      operations,
      faults: world.queues.length,
      violations: [...alone, ...dead],
    },
  ]
}
