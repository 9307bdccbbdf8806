import * as z from 'zod'
import { Refusal } from '../../shared/problems/refusal.ts'
import { PlainText } from '../../shared/vietnamese/plain-text.ts'

/** A local time of day, `HH:MM`. */
export const TimeOfDay = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, { error: 'must be a time such as 07:30' })

const OfficeSession = z
  .strictObject({ from: TimeOfDay, to: TimeOfDay })
  .refine(({ from, to }) => from < to, { error: 'must be after from', path: ['to'] })
  .meta({ id: 'OfficeSession' })

/** The office hours of a working day: sessions in order, none overlapping another. */
const OfficeHours = z
  .array(OfficeSession)
  .min(1)
  .max(6)
  .superRefine((sessions, context) => {
    for (const [index, session] of sessions.entries()) {
      const before = sessions[index - 1]
      if (!before || before.to <= session.from) continue
      context.addIssue({
        code: 'custom',
        path: [index, 'from'],
        message: 'must not be before the end of the one before',
      })
    }
  })

/** The id of a working calendar, as `procedures` has it in calendar-schema.ts: another service's file, so copied. */
const CalendarId = z.string().regex(/^[a-z0-9-]{1,64}$/, { error: 'must be of a–z, 0–9 and -' })

const pointFields = {
  name: PlainText(200),
  address: PlainText(300),
  hours: OfficeHours,
  calendar: CalendarId,
  saturdayDesk: z.boolean(),
  branch: PlainText(200),
  hotline: z
    .string()
    .regex(/^\+?[0-9](?:[ .-]?[0-9]){2,14}$/, { error: 'must be a telephone number' })
    .optional(),
}

/** A place where dossiers are received (điểm tiếp nhận): neither the branch nor the competent authority. */
export const ReceivingPoint = z.object({ id: z.string(), ...pointFields }).meta({ id: 'ReceivingPoint' })
export type ReceivingPoint = z.infer<typeof ReceivingPoint>

/** What is put in a receiving point's place. */
export const ReceivingPointBody = z.strictObject(pointFields).meta({ id: 'ReceivingPointBody' })
export type ReceivingPointBody = z.infer<typeof ReceivingPointBody>

export const ReceivingPointList = z.object({ items: z.array(ReceivingPoint) }).meta({ id: 'ReceivingPointList' })

/** The id as it comes in a path; whether it belongs to the agency is asked by `placePoint`. */
export const ReceivingPointId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/)

/** An agency's points travel with it in one event, which must stay under 200 KB. */
export const pointsMax = 60

const suffix = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/
const refused = (pointer: string, detail: string) => new Refusal('invalid-request', { errors: [{ pointer, detail }] })

/**
 * The agency's points with this one in its place, by id.
 * Refuses (422) an id that is not `<agency id>-<suffix>`: every service reads the agency from the point, up to the first hyphen.
 */
export function placePoint(points: ReceivingPoint[], agency: string, point: ReceivingPoint): ReceivingPoint[] {
  if (!point.id.startsWith(`${agency}-`) || !suffix.test(point.id.slice(agency.length + 1))) {
    throw refused('/path/point', `must be ${agency}- and a suffix of letters, digits and hyphens`)
  }
  const others = points.filter(({ id }) => id !== point.id)
  if (others.length >= pointsMax) throw refused('/path/point', `an agency has at most ${pointsMax} receiving points`)
  return [...others, point].sort((a, b) => (a.id < b.id ? -1 : 1))
}
