import { heardOfDossier } from '../../../functions/reminders/heard.ts'
import { planning } from '../../../functions/reminders/store.ts'
import { type Due, sweep } from '../../../shared/dynamodb/due.ts'
import { journalOf } from '../../service/reminders/invariants.ts'
import { event, local, openStand } from '../../service/reminders/stand.ts'
import type { Finding, Stand } from '../chapter.ts'

const minute = 60_000
/** So far two machines are apart, each this much off. */
const skew = 5 * minute
/** Why a dossier fails that is made to. */
const meanwhile = 'nothing can be told of it'
const codeOf = (n: number) => `H26.125-261116-${String(n).padStart(4, '0')}`
const shifted = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString()

/** Dossiers due one after another on a Monday, heard of by the two machines in turn on the Friday before. */
async function open(count: number, first: string, spanMs: number) {
  const stand = await openStand()
  const heardAt = local('2026-11-13 10:00')
  const dues = Array.from({ length: count }, (_, n) => shifted(first, Math.floor((n * spanMs) / count)))
  await Promise.all(
    dues.map((dueAt, n) =>
      planning({ ...stand.plain }).hear(
        heardOfDossier(event(codeOf(n), 1, { dueAt, acceptedAt: heardAt })),
        shifted(heardAt, n % 2 === 0 ? skew : -skew),
      ),
    ),
  )
  /** Dossiers of which nothing can be told for now. */
  const failing = new Set<string>()
  /** A machine whose clock is so far off, and in which order it was handed what was due. */
  const machine = (off: number) => {
    const { tell } = planning({ ...stand.plain })
    const handed: Due[] = []
    const sweepAt = (at: string) => {
      const now = shifted(at, off)
      return sweep(stand.plain, now, async (due) => {
        handed.push(due)
        if (failing.has(due.subject)) throw new Error(meanwhile)
        return tell(due, () => now)
      })
    }
    return { sweepAt, handed }
  }
  return { stand, dues, machine, failing }
}

interface Told {
  at: string
  data: unknown
}
/** What was told of the hour itself: once, and by the clock of who told it not before it. */
async function toldOnce({ stand, dues }: Awaited<ReturnType<typeof open>>, latestMs: number): Promise<string[]> {
  const items = await stand.dump()
  return dues.flatMap((dueAt, n) => {
    const told = (journalOf(items, codeOf(n)) as Told[]).filter(
      ({ data }) => (data as { kind?: string }).kind === 'DUE',
    )
    if (told.length !== 1) return [`${codeOf(n)}, due ${dueAt}, was told ${told.length} times`]
    const late = Date.parse(told[0]?.at ?? '') - Date.parse(dueAt)
    return late < 0 || late > latestMs ? [`${codeOf(n)}, due ${dueAt}, was told ${late / 1000} s after it`] : []
  })
}

/** Two machines sweep at once, one five minutes ahead and one as much behind. */
export async function skewedSweeps({ long }: Stand): Promise<Finding> {
  const tick = (long ? 5 : 30) * minute
  const first = local('2026-11-16 09:00')
  const spanMs = (long ? 120 : 60) * minute
  const opened = await open(long ? 60 : 16, first, spanMs)
  const machines = [opened.machine(skew), opened.machine(-skew)]
  const faults: string[] = []
  let sweeps = 0
  for (let at = Date.parse(first) - tick; at <= Date.parse(first) + spanMs + tick + 2 * skew; at += tick) {
    const now = new Date(at).toISOString()
    const swept = await Promise.all(machines.map(({ sweepAt }) => sweepAt(now)))
    sweeps += swept.length
    faults.push(...swept.flatMap(({ failed }) => failed.map(({ subject, error }) => `${subject}: ${error.message}`)))
  }
  return {
    title: 'Two sweeps at once, one five minutes ahead, one five behind: each due date is told once',
    promise: 3,
    operations: opened.dues.length,
    faults: sweeps,
    violations: [...faults, ...(await toldOnce(opened, tick + 2 * skew))],
    note: `${sweeps} sweeps; told by the clock of who tells, so up to five minutes early`,
  }
}

/** No sweep for six hours, then two at once, in which some dossiers fail that the next one can tell of. */
export async function stoppedSweep({ long }: Stand): Promise<Finding> {
  const first = local('2026-11-16 09:00')
  const opened = await open(long ? 120 : 24, first, 6 * 60 * minute)
  await opened.machine(0).sweepAt(shifted(first, -minute))
  const back = shifted(first, 6 * 60 * minute)
  const [one, other] = [opened.machine(0), opened.machine(-skew)]
  const failing = opened.dues.flatMap((_, n) => (n % 8 === 1 ? [codeOf(n)] : []))
  for (const code of failing) opened.failing.add(code)
  const swept = await Promise.all([one.sweepAt(back), other.sweepAt(back)])
  const disorder = [one, other].flatMap(({ handed }) =>
    handed.flatMap(({ at, subject }, n) =>
      at < (handed[n - 1]?.at ?? '') ? [`${subject} came after what is newer`] : [],
    ),
  )
  opened.failing.clear()
  swept.push(await one.sweepAt(shifted(back, minute)))
  const failed = swept.flatMap(({ failed: broken }) =>
    broken
      .filter(({ error }) => error.message !== meanwhile)
      .map(({ subject, error }) => `${subject}: ${error.message}`),
  )
  return {
    title:
      'A sweep that stood for six hours: all is caught up, the oldest first, nothing twice; what failed is told by the next',
    promise: 3,
    operations: opened.dues.length,
    faults: 2 + failing.length,
    violations: [...disorder, ...failed, ...(await toldOnce(opened, 6 * 60 * minute + minute))],
    note: `${swept[0]?.hours ?? 0} hours were looked at`,
  }
}
