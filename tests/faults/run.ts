// `npm run faults [-- [--seed N] [--short] [chapter…]]`: does to the services what networks, stores and machines do to
// them, and counts the promises of the desk that did not hold. Two chapters at a time, each with a local AWS of its own;
// ten minutes at most, `--short` (a sample with a seed that stays, part of `npm test`) one. A whole long run writes
// docs/figures/reliability.md. The last line is `violations: N`.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { machine } from '../figures/machine.ts'
import { write } from '../figures/page.ts'
import { chapters } from './chapters.ts'
import { stopAll, told } from './child.ts'
import { page } from './page.ts'
import { lines, type Told, violations } from './report.ts'

const atOnce = 2
/** `graceMs`: how much later than its end a chapter may be done with what it had begun. */
const lengths = {
  long: { wholeMs: 540_000, leastMs: 30_000, graceMs: 60_000 },
  short: { wholeMs: 45_000, leastMs: 3_000, graceMs: 20_000 },
}
/** Tests that pass or fail by chance are believed by nobody: only the long run draws a new seed each time. */
const shortSeed = 1

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, short: { type: 'boolean', default: false } },
})
const unknown = positionals.filter((name) => !(name in chapters))
const seed = Number(values.seed ?? (values.short ? shortSeed : Math.floor(Math.random() * 2 ** 31)))
if (unknown.length > 0 || !Number.isSafeInteger(seed)) {
  console.error(`usage: npm run faults -- [--seed N] [--short] [${Object.keys(chapters).join(' | ')}]…`)
  process.exit(2)
}
const names = positionals.length > 0 ? positionals : Object.keys(chapters)
const long = !values.short
const whole = long && positionals.length === 0

const began = Date.now()
const parent = mkdtempSync(join(tmpdir(), 'motcua-faults-'))
process.on('exit', () => rmSync(parent, { recursive: true, force: true, maxRetries: 3 }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopAll()
    setTimeout(() => process.exit(130), 6_000)
  })
}

const { wholeMs, leastMs, graceMs } = lengths[long ? 'long' : 'short']
const ended: Told[] = []
const waiting = [...names]

/** A fair part of the time that is left, of which a chapter that ends sooner leaves the rest to the others. */
const partMs = () => ((wholeMs - (Date.now() - began)) * atOnce) / (waiting.length + atOnce)

async function worker(): Promise<void> {
  for (let name = waiting.shift(); name; name = waiting.shift()) {
    const endsMs = Math.max(leastMs, partMs())
    const chapter = await told({ name, seed, long, endsMs, graceMs, folder: join(parent, name) })
    ended.push(chapter)
    console.log(`${chapter.title}: ${chapter.seconds} s`)
  }
}
console.log(`seed ${seed}${long ? '' : ', short'}`)
await Promise.all(Array.from({ length: atOnce }, worker))

const place = ({ name }: Told) => names.indexOf(name)
const proved = {
  seed,
  long,
  seconds: Math.round((Date.now() - began) / 1000),
  chapters: ended.sort((a, b) => place(a) - place(b)),
}
if (whole) write(page, { machine: machine(), ...proved })
for (const line of lines(proved, whole)) console.log(line)
if (violations(proved, whole) > 0) process.exitCode = 1
