// A process of its own: it takes the settings of a local AWS into its environment.
import type { Growth, GrowthPoint } from './growth.ts'
import { filledStand, type Stand } from './growth-stand.ts'

const allSizes = [1_000, 10_000, 100_000]
const rounds = 5

const [endpoint = '', limitMs = '0'] = process.argv.slice(2)
process.env.EMULATOR = endpoint
const began = performance.now()
/** What is left is for measuring. */
const filledBy = began + Number(limitMs) * (2 / 3)
const stands: Stand[] = []
let missing: string | undefined
for (const size of allSizes) {
  try {
    if (missing === undefined) stands.push(await filledStand(size, () => performance.now() > filledBy))
  } catch (error) {
    missing = (error as Error).message
  }
}
if (stands.length === 0) throw new Error(missing)
const sizes = allSizes.slice(0, stands.length)
const filled = {
  seconds: Math.round((performance.now() - began) / 1_000),
  rows: stands.reduce((sum, { rows }) => sum + rows, 0),
}

/** Units and rows of one use case in a warm function: the lesser of two, for what is remembered may have run out in one. */
async function counted(stand: Stand, useCase: string) {
  const [one, other] = [await countedOnce(stand, useCase), await countedOnce(stand, useCase)]
  return other.rcu < one.rcu ? other : one
}

async function countedOnce({ counted: works, counter }: Stand, useCase: string) {
  await works[useCase]?.()
  counter.reset()
  await works[useCase]?.()
  const { wcu, rcu, rows } = counter.report()
  // The watermark is no row that is due.
  const read = rows.filter(({ wcu: written, bytes, item }) => written === 0 && bytes > 0 && !item.startsWith('SWEEP'))
  const count = read.reduce((sum, { item }) => sum + Number(/^(\d+) rows$/.exec(item)?.[1] ?? 1), 0)
  return { wcu, rcu, rows: count }
}

async function timed({ plain }: Stand, useCase: string): Promise<number> {
  const from = performance.now()
  await plain[useCase]?.()
  return performance.now() - from
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const growth: Growth = { sizes, cases: [], filled, rounds, ...(missing === undefined ? {} : { missing }) }
for (const useCase of Object.keys(stands[0]?.plain ?? {})) {
  const units = []
  for (const stand of stands) units.push(await counted(stand, useCase))
  for (const stand of stands) await timed(stand, useCase)
  // A B C A B C: what the machine does meanwhile hits every size.
  const times: number[][] = []
  for (let round = 0; round < rounds; round += 1) {
    const row: number[] = []
    for (const stand of stands) row.push(await timed(stand, useCase))
    times.push(row)
  }
  const at = units.map(
    (point, size): GrowthPoint => ({
      ...point,
      timeRatio: median(times.map((row) => (row[size] ?? 0) / (row[0] ?? 1))),
      milliseconds: median(times.map((row) => row[size] ?? 0)),
    }),
  )
  growth.cases.push({ useCase, at })
}
process.send?.(growth, () => process.exit(0))
