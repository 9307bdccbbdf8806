import { type Calendar, defaultOffice } from '../../shared/calendar/calendar.ts'
import { deadline } from '../../shared/calendar/deadline.ts'
import { withOfficeOffset } from '../../shared/calendar/instant.ts'
import type { DeadlineRequest } from './deadline-schema.ts'

/** The calculator's answer (domain.md §3.4, R1–R7): the desk's own calculation, its instants with the office's offset. */
export function answer({ limit, acceptedAt, channel, pauses }: DeadlineRequest, calendar: Calendar) {
  const due = deadline({ limit, acceptedAt, channel, pauses }, calendar, defaultOffice(calendar))
  return {
    ...due,
    dueAt: withOfficeOffset(due.dueAt),
    pauses: due.pauses.map(({ from, to, workingMinutes }) => ({
      from: withOfficeOffset(from),
      to: withOfficeOffset(to),
      workingMinutes,
    })),
  }
}
