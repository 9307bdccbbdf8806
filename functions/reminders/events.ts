import * as z from 'zod'

const deadline = {
  /** What is due: either a dossier, by its code, or a feedback, by its id. */
  dossier: z.string().optional(),
  feedback: z.string().optional(),
  /** Only of a feedback: what has to be done by then. */
  toDo: z.enum(['ANSWER', 'PUBLISH', 'HANDLE']).optional(),
  restricted: z.literal(true).describe('Of a denunciation: it is told to leaders alone, whatever the kind').optional(),
  agency: z.string(),
  receivingPoint: z.string(),
  deadlineVersion: z.int(),
  dueAt: z.string(),
  /** The person concerned: the assignee, else whoever received the dossier; absent when neither is known. */
  officer: z.string().optional(),
  unit: z.string().optional(),
}

/** Somebody has to be told now. `number` counts the days on which it was reminded of as overdue. */
export const ReminderDue = z
  .object({
    ...deadline,
    kind: z.enum(['DUE_SOON', 'DUE', 'OVERDUE']),
    number: z.int(),
    to: z.enum(['OFFICER', 'LEADER']),
    /** When it was to be told; later than that only after an outage or for a deadline that came late. */
    plannedFor: z.string(),
    /** Working days since the due date, today included. */
    overdueDays: z.int().optional(),
  })
  .meta({ id: 'ReminderDue' })
export type ReminderDue = z.infer<typeof ReminderDue>

/** A due date has passed and it is not done: once for each version of the deadline, at the next opening. */
export const DeadlineMissed = z.object(deadline).meta({ id: 'DeadlineMissed' })
export type DeadlineMissed = z.infer<typeof DeadlineMissed>

/** Everything that this service publishes; the subject is the dossier's code or the feedback's id. */
export const events = { 'reminder.due': ReminderDue, 'deadline.missed': DeadlineMissed }
