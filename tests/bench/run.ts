// `npm run bench`: figures against the limits and goals of the design, in five minutes at most, of which two and a half
// are spent waiting for real minutes to pass. It prints and asserts nothing:
// the gates are the golden files (service tests), the budgets of the bundles (build) and nothing that has to do with time.
import { bundles } from './bundles.ts'
import { capacity } from './capacity.ts'
import { feed } from './feed.ts'
import { type Figure, table } from './figures.ts'
import { reminders } from './reminders.ts'
import { throughput } from './throughput.ts'
import { check, deskOpen } from './times.ts'
import { onWholeDesk } from './whole-desk.ts'

const wholeMs = 300_000
/** What a step needs at least; with less left it isn't begun. */
const leastMs = 5_000
const ends = Date.now() + wholeMs
const missed: string[] = []

/** Runs one measurement in the time that is left; what could not be measured is named at the end. */
async function measure<Result>(title: string, work: (limitMs: number) => Promise<Result>): Promise<Result | undefined> {
  const left = ends - Date.now()
  try {
    if (left < leastMs) throw new Error('no time was left')
    return await work(left)
  } catch (error) {
    missed.push(`${title}: ${(error as Error).message}`)
    return undefined
  }
}

const units = await measure('capacity units', async () => capacity())
if (units) {
  console.log(
    table('Capacity units by the rules of DynamoDB. The limit is the golden file: one unit more fails.', units),
  )
}

const sizes = await measure('bundles', bundles)
if (sizes) console.log(table('Bundles, minified, with their largest parts in KB', sizes))

const intake = await measure('throughput', throughput)
if (intake) {
  console.log(
    table(
      'In this process, interleaved, as ratios: throughput of POST /v1/dossiers (median of the rounds), time of POST /v1/lookups',
      intake.figures,
    ),
  )
  console.log(
    `The store and KMS are an emulator, which is the bottleneck: the numbers a second say nothing of AWS.
Calls of one intake (${intake.calls.length}): ${intake.calls.join(', ')}.
Against one transaction the ratio tells mostly of how many calls there are; against its own calls, made bare and one
after the other, it tells of our code.`,
  )
}

const times = [await measure('start → desk open', deskOpen), await measure('npm run check', check)]
const known = times.filter((figure): figure is Figure => figure !== undefined)
if (known.length > 0) {
  console.log(table('Times of this machine, with what else it is doing: never asserted', known))
}

await measure('a whole desk', (limitMs) =>
  onWholeDesk(limitMs, async (desk) => {
    const fed = await measure('the feed', () => feed(desk))
    if (fed)
      console.log(table('The feed of a ward on a whole desk; the delay is for the reader, the rest may not move', fed))
    const told = await measure('reminders', () => reminders(desk))
    if (told)
      console.log(
        table('Reminders on it, mails by the real clock; lateness is for the reader, the rest may not move', told),
      )
  }),
)

if (missed.length > 0) {
  console.log(`\nNot measured:\n${missed.map((line) => `  ${line}`).join('\n')}`)
  process.exitCode = 1
}
