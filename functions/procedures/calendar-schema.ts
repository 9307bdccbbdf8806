import * as z from 'zod'
import { PlainText } from '../../shared/vietnamese/plain-text.ts'

const TimeOfDay = z
  .string()
  .regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/, { error: 'must be a time of day such as 08:00' })

/** Name of a calendar; it is part of addresses and keys. */
export const CalendarId = z.string().regex(/^[a-z0-9-]{1,64}$/, { error: 'must be of a–z, 0–9 and -' })

const version = (object: typeof z.object) =>
  object({
    /** The office's zone; the calculation is made for no other. */
    zone: z.literal('Asia/Ho_Chi_Minh'),
    sessions: z
      .array(object({ from: TimeOfDay, to: TimeOfDay }))
      .min(1)
      .max(6),
    days: z
      .array(
        object({
          on: z.iso.date(),
          kind: z.enum(['OFF', 'WORKED']),
          name: PlainText(200),
          basis: PlainText(500),
          status: z.enum(['CONFIRMED', 'PROPOSED', 'PROVISIONAL']),
          publishedAt: z.union([z.iso.datetime({ offset: true }), z.iso.date()]).optional(),
        }),
      )
      .max(1000),
    from: z.iso.date(),
    to: z.iso.date(),
  })

const weekday = (date: string) => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

/** A new version of a working calendar as an administrator publishes it; each row says why it is so and how sure it is. */
export const CalendarVersion = version(z.strictObject as typeof z.object)
  .superRefine(({ sessions, days, from, to }, context) => {
    const fault = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message })
    if (to < from) fault(['to'], 'must not be before from')
    for (const [index, session] of sessions.entries()) {
      const before = sessions[index - 1]
      if (session.to <= session.from) fault(['sessions', index, 'to'], 'must be after from')
      if (before && session.from < before.to)
        fault(['sessions', index, 'from'], 'must not be before the session before')
    }
    const seen = new Set<string>()
    for (const [index, { on, kind }] of days.entries()) {
      const path = ['days', index, 'on']
      if (seen.has(on)) fault(path, 'This date has a row already')
      if (on < from || on > to) fault(path, 'must lie between from and to')
      if (kind === 'WORKED' && weekday(on)) fault(path, 'Only a Saturday or Sunday can be made a worked day')
      seen.add(on)
    }
  })
  .meta({ id: 'CalendarVersion' })
export type CalendarVersion = z.infer<typeof CalendarVersion>

/** A working calendar (lịch làm việc): the decreed departures from the plain week, newest version or a former one. */
export const WorkingCalendar = version(z.object)
  .extend({ id: CalendarId, version: z.int().min(1) })
  .meta({ id: 'WorkingCalendar' })
export type WorkingCalendar = z.infer<typeof WorkingCalendar>
