import { Temporal } from 'temporal-polyfill'

type FixedHoliday = { monthDay: string; name: string; since: number; madeUp: boolean }

// Labour Code Art 112, only the days with a solar date of their own: Tết, Hùng Kings' day and the second National Day
// are decreed each year. Culture Day (Resolution 28/2026/QH16) stands outside Art 112 and is not made up.
const HOLIDAYS: FixedHoliday[] = [
  { monthDay: '01-01', name: 'Tết Dương lịch', since: 0, madeUp: true },
  { monthDay: '04-30', name: 'Ngày Chiến thắng', since: 0, madeUp: true },
  { monthDay: '05-01', name: 'Ngày Quốc tế Lao động', since: 0, madeUp: true },
  { monthDay: '09-02', name: 'Quốc khánh', since: 0, madeUp: true },
  { monthDay: '11-24', name: 'Ngày Văn hóa Việt Nam', since: 2026, madeUp: false },
]

/** The holiday that the law itself fixes on a date, or its make-up day (Labour Code Art 111.3); undefined if none. */
export function fixedHoliday(date: string): { reason: 'HOLIDAY' | 'MAKE_UP_DAY'; name: string } | undefined {
  const year = Number(date.slice(0, 4))
  const ofYear = HOLIDAYS.filter((holiday) => holiday.since <= year)
  const holiday = ofYear.find((each) => each.monthDay === date.slice(5))
  if (holiday) return { reason: 'HOLIDAY', name: holiday.name }
  const missed = makeUpDays(year, ofYear).get(date)
  return missed === undefined ? undefined : { reason: 'MAKE_UP_DAY', name: `Nghỉ bù ${missed}` }
}

function makeUpDays(year: number, ofYear: FixedHoliday[]): Map<string, string> {
  const taken = new Set(ofYear.map((holiday) => `${year}-${holiday.monthDay}`))
  const makeUps = new Map<string, string>()
  for (const holiday of ofYear) {
    let day = Temporal.PlainDate.from(`${year}-${holiday.monthDay}`)
    if (!holiday.madeUp || day.dayOfWeek < 6) continue
    while (day.dayOfWeek >= 6 || taken.has(day.toString())) day = day.add({ days: 1 })
    taken.add(day.toString())
    makeUps.set(day.toString(), holiday.name)
  }
  return makeUps
}
