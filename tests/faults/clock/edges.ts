import { deadline, type Limit } from '../../../shared/calendar/deadline.ts'
import { calendar, office } from '../../unit/calendar/office.ts'
import { plainDue } from '../../unit/calendar/plain-count.ts'
import type { Finding, Stand } from '../chapter.ts'

type Channel = 'DESK' | 'ONLINE' | 'POST'
/** Days around which people and programs miscount, and from which day to which filings come in. */
const edges: Record<string, [from: string, to: string]> = {
  'ends of a year': ['2025-12-24', '2026-01-05'],
  'an end of a year with a worked Saturday after it': ['2026-12-24', '2027-01-06'],
  '29 February': ['2028-02-21', '2028-03-03'],
  'Tết 2026': ['2026-02-09', '2026-02-24'],
  'Tết 2027': ['2027-01-29', '2027-02-13'],
  'ends of months': ['2026-04-23', '2026-05-05'],
  'two days of National Day': ['2026-08-20', '2026-09-04'],
}
/** Before, at and after each turn of an office's day, and around midnight. */
const times = [
  '00:00:00',
  '07:59:59',
  '08:00:00',
  '11:59:59',
  '12:30:00',
  '14:59:59',
  '15:00:01',
  '17:00:00',
  '17:00:01',
  '23:59:59',
]
const limits: Limit[] = [
  ...[1, 3, 10].map((value) => ({ unit: 'WORKING_DAY' as const, value })),
  ...[1, 5].map((value) => ({ unit: 'CALENDAR_DAY' as const, value })),
  { unit: 'WORKING_HOUR', value: 4 },
  { unit: 'SAME_DAY' },
]
const channels: Channel[] = ['DESK', 'ONLINE', 'POST']
const dayMs = 86_400_000

function* days([from, to]: [string, string]): Generator<string> {
  for (let at = Date.parse(from); at <= Date.parse(to); at += dayMs) yield new Date(at).toISOString().slice(0, 10)
}

/** One deadline against a plain count that shares no code with it; undefined: they agree. */
function disagrees(limit: Limit, acceptedAt: string, channel: Channel): string | undefined {
  const at = new Date(acceptedAt).toISOString()
  const { dueAt } = deadline({ limit, acceptedAt: at, channel }, calendar, office)
  const plain = new Date(plainDue(limit, Date.parse(acceptedAt), channel)).toISOString()
  const what = `${limit.value ?? ''} ${limit.unit} from ${acceptedAt} by ${channel}`
  return dueAt === plain ? undefined : `${what}: due ${dueAt}, counted by hand ${plain}`
}

/** Every limit from every edge of the calendar; the short run takes one in forty of them, another one for each seed. */
export function deadlinesAtEdges({ long, seed }: Stand): Finding {
  const violations: string[] = []
  let [number, operations] = [0, 0]
  for (const span of Object.values(edges))
    for (const day of days(span))
      for (const time of times)
        for (const channel of channels)
          for (const limit of limits) {
            number += 1
            if (!long && (number + seed) % 41 !== 0) continue
            operations += 1
            const found = disagrees(limit, `${day}T${time}+07:00`, channel)
            if (found) violations.push(found)
          }
  return {
    title: `Deadlines over ${Object.keys(edges).join(', ')}, against a count by hand`,
    promise: 3,
    operations,
    faults: 0,
    violations,
    note: 'of Tết 2027 the rows are provisional; 29 February lies beyond the calendar’s data, in days without a holiday',
  }
}
