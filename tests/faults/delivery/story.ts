import type { Deployed } from './deployed.ts'
import type { openReach } from './reach.ts'
import type { Clock, Source, Story } from './source.ts'
import { broken, differences, standing } from './standing.ts'
import { home, start } from './start.ts'
import type { Turn } from './turns.ts'
import { openWorld, type World } from './world.ts'

export interface Stage {
  edges: Deployed
  clock: Clock
  source: Source
  wire: Awaited<ReturnType<typeof openReach>>
  /** What every world hears before anything else: agencies, staff, the calendar. */
  reference: Story[]
}

/** When a world begins: a few seconds after what is told in it. */
const begins = Date.parse(start) + 10_000

/** Who works at the ward. */
export const people = [
  ['clerk-1', 'clerk'],
  ['specialist-1', 'specialist'],
  ['leader-1', 'leader'],
]

/** A world in which everything of before is known. */
export async function furnished({ edges, clock, reference }: Stage): Promise<World> {
  const world = await openWorld(edges, clock, begins)
  for (const story of reference) await world.write(story)
  await world.drain(1)
  return world
}

/** The last things: all is delivered, what waits is sent, and the due date of that day goes by. */
export async function finish(world: World): Promise<void> {
  await world.drain(3)
  // Quite soon after five in the afternoon: a sweep asks for each hour, and each costs it sixteen questions.
  world.goTo(8 * 3_600 + 60)
  await world.sweep('reminders')
  await world.drain(1)
  await world.sweep('notifications')
  await world.sweep('integrations')
  await world.drain(3)
}

/** One turn in a world. */
async function turn(world: World, one: Turn, left: Story[]): Promise<void> {
  const { queues, streams } = world
  const pick = <Each>(list: Each[], at: number): Each | undefined => list[at % Math.max(1, list.length)]
  if (one.does === 'store') {
    const story = left.shift()
    if (story) await world.write(story)
  } else if (one.does === 'read') {
    const lanes = Object.entries(streams).flatMap(([service, { lanes, left: waiting }]) =>
      waiting() > 0 ? Array.from({ length: lanes }, (_, lane) => [service, lane] as const) : [],
    )
    const lane = pick(lanes, one.at)
    if (lane) await world.read(...lane, one.trouble)
  } else if (one.does === 'hand') {
    const edge = pick(
      queues.filter(({ queue }) => queue.waiting().length > 0),
      one.at,
    )
    let thrown = 0
    if (edge) await world.hand(edge, () => one.dice[thrown++ % one.dice.length] ?? 0, one.trouble)
  } else if (one.does === 'pass') world.pass(one.seconds)
  else if (one.does === 'redrive')
    pick(
      queues.filter(({ queue }) => queue.dead().length > 0),
      one.at,
    )?.queue.redrive(world.now())
  else await world.sweep(['notifications', 'integrations'][one.at % 2] ?? '')
}

export interface Lived {
  violations: string[]
  operations: number
  faults: number
}

/** Tells the same stories calmly in one world and by these turns in another, and compares what both have come to. */
export async function lived(stage: Stage, stories: Story[], turns: Turn[]): Promise<Lived> {
  const calm = await furnished(stage)
  for (const story of stories) {
    await calm.write(story)
    await calm.drain()
  }
  await finish(calm)
  const wanted = await standing(calm)
  calm.close()

  const before = stage.wire.mails.length
  const rough = await furnished(stage)
  const left = [...stories]
  for (const one of turns) await turn(rough, one, left)
  for (const story of left) await rough.write(story)
  await finish(rough)
  const mails = stage.wire.mails.slice(before)
  const violations = [...differences(wanted, await standing(rough)), ...(await broken(rough, mails))]
  rough.close()
  return { violations, ...rough.counted }
}

/** Some stories of the ward: by these numbers dossiers, feedback, an agency that changes. */
export async function storiesOf(source: Source, ways: { dossiers: number[]; opinions: number[]; changes: number }) {
  const made: Story[] = []
  for (const way of ways.dossiers) made.push(...(await source.dossier(way)))
  for (const way of ways.opinions) made.push(...(await source.opinion(way)))
  const person = [[`person-${made[1]?.subject ?? 'x'}`, 'clerk']]
  made.push(
    ...(await source.agency(`${home}.${(Number(made[1]?.subject.slice(-4)) || 1) % 900}`, ways.changes, person)),
  )
  return made
}
