import * as z from 'zod'
import { AgencyId, DossierCode } from '../../shared/vietnamese/codes.ts'

const Instant = z.iso.datetime({ offset: true })

/** Of what the reminders are: a dossier or a feedback. */
export const ReminderQuery = z
  .strictObject({
    dossier: DossierCode.optional(),
    feedback: z
      .string()
      .regex(/^[0-9A-HJKMNP-TV-Z]{10}$/)
      .meta({ description: 'Its id', example: '7K3M9QX2VA' })
      .optional(),
  })
  .refine(({ dossier, feedback }) => (dossier === undefined) !== (feedback === undefined), {
    error: 'Name either a dossier or a feedback',
  })

export const Reminder = z
  .object({
    kind: z.enum(['DUE_SOON', 'DUE', 'OVERDUE']),
    number: z.int().min(1).meta({ description: 'Counts the days on which it was reminded of as overdue' }),
    to: z.enum(['OFFICER', 'LEADER']),
    status: z
      .enum(['PLANNED', 'SENT', 'SKIPPED'])
      .meta({ description: 'SENT: handed to the notifications, which say whether it arrived' }),
    reason: z.string().optional().meta({ description: 'Why it was left out', example: 'SUPERSEDED' }),
    at: Instant.optional().meta({ description: 'When it was sent' }),
    plannedFor: Instant,
    dueAt: Instant.optional(),
    deadlineVersion: z.int(),
  })
  .meta({ id: 'Reminder' })

export const ReminderList = z.object({ items: z.array(Reminder) })

export const FeedId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/)
  .meta({ id: 'FeedId', example: 'f7H0vJ2mQ9xT4cWbN1kZ8g' })

/** 256 bits in base64url. */
export const FeedToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

const FeedOf = z.enum(['MINE', 'AGENCY']).meta({ description: "What is in the caller's hand, or all of the agency" })

export const FeedRequest = z
  .strictObject({
    of: FeedOf,
    agency: AgencyId.optional().meta({ description: 'His own where it is left out; needed when he serves several' }),
  })
  .meta({ id: 'FeedRequest' })

export const FeedView = z
  .object({ id: FeedId, of: FeedOf, agency: AgencyId, createdAt: Instant })
  .meta({ id: 'Feed', description: 'A calendar feed of due dates, without its address' })

export const FeedMade = z
  .object({
    ...FeedView.shape,
    url: z.string().meta({
      description: 'The address for the calendar program, told only here; whoever has it reads the feed',
      example: '/v1/feeds/Zk9…w4A.ics',
    }),
  })
  .meta({ id: 'FeedMade' })

export const FeedList = z.object({ items: z.array(FeedView) })

export const Calendar = z.string().meta({ description: 'iCalendar (RFC 5545)', example: 'BEGIN:VCALENDAR…' })
