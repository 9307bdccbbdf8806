import { Temporal } from 'temporal-polyfill'
import { fixedHoliday } from './fixed-holidays.ts'

/** One decreed departure from the plain week: a day off, or a weekend day that is worked. */
export type CalendarDay = {
  on: string
  kind: 'OFF' | 'WORKED'
  /** Shown to people. By convention it begins 'Nghỉ bù' (make-up) or 'Nghỉ hoán đổi' (swap) where it is one. */
  name: string
  basis: string
  status: 'CONFIRMED' | 'PROPOSED' | 'PROVISIONAL'
  publishedAt?: string
}

/** Part of a local day, 'HH:MM' to 'HH:MM'. */
export type Session = { from: string; to: string }

/** A versioned working calendar; `from` and `to` are the first and the last date that its rows cover. */
export type Calendar = {
  id: string
  version: number
  zone: string
  sessions: Session[]
  days: CalendarDay[]
  from: string
  to: string
}

/** A receiving point's own hours, used instead of the calendar's; no `saturdayDesk` means that it has none. */
export type Office = { sessions: Session[]; saturdayDesk?: Session }

export type DayReason =
  | 'WORKING_DAY'
  | 'WORKED_SATURDAY'
  | 'WORKED_SUNDAY'
  | 'WEEKEND'
  | 'HOLIDAY'
  | 'MAKE_UP_DAY'
  | 'SWAP'

export type DayKind = { working: boolean; reason: DayReason; name?: string; provisional: boolean }

/** The calendar's own hours with a Saturday-morning desk 08:00–11:30: for a caller without a receiving point. */
export function defaultOffice(calendar: Calendar): Office {
  return { sessions: calendar.sessions, saturdayDesk: { from: '08:00', to: '11:30' } }
}

/** Whether a local date ('YYYY-MM-DD') is worked, and why. PROPOSED rows do not count; PROVISIONAL ones do and say so. */
export function dayKind(calendar: Calendar, date: string): DayKind {
  const row = calendar.days.find((day) => day.on === date && day.status !== 'PROPOSED')
  const weekday = Temporal.PlainDate.from(date).dayOfWeek
  const weekend = weekday >= 6
  const provisional = row?.status === 'PROVISIONAL'
  if (row?.kind === 'OFF') return { working: false, reason: reasonOff(row.name), name: row.name, provisional }
  if (row && weekend) {
    return { working: true, reason: weekday === 6 ? 'WORKED_SATURDAY' : 'WORKED_SUNDAY', name: row.name, provisional }
  }
  // Inside the data the rows alone decide; only a weekend, free in any case, may still be named a holiday by rule.
  const covered = calendar.from <= date && date <= calendar.to
  const fixed = covered && !weekend ? undefined : fixedHoliday(date)
  if (fixed) return { working: false, ...fixed, provisional: !covered }
  return { working: !weekend, reason: weekend ? 'WEEKEND' : 'WORKING_DAY', provisional: !covered }
}

// Explains only; whether the day counts never depends on its name.
function reasonOff(name: string): DayReason {
  if (name.startsWith('Nghỉ hoán đổi')) return 'SWAP'
  return name.startsWith('Nghỉ bù') ? 'MAKE_UP_DAY' : 'HOLIDAY'
}
