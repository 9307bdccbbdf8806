import type { DossierEvent, FeedbackEvent } from '../../../functions/reminders/copies.ts'
import { type Deadline, heard as heardIn } from '../../../functions/reminders/deadline.ts'
import { heardOfDossier, heardOfFeedback } from '../../../functions/reminders/heard.ts'
import type { Place } from '../../../functions/reminders/ladder.ts'
import { calendar, office } from '../calendar/office.ts'

/** The ward of the worked examples: open 08:00–12:00 and 13:00–17:00, told one working day before. */
export const place: Place = { calendar, office, dueSoonWd: 1 }

/** An instant of Vietnam as it is stored. */
export const local = (text: string): string => new Date(`${text.replace(' ', 'T')}:00.000+07:00`).toISOString()

const code = 'H26.125-261126-0001'

/** A dossier of three working days: accepted Mon 16/11/2026 09:10, due Thu 19/11 17:00 (worked example 1). */
export const accepted: DossierEvent = {
  type: 'dossier.accepted',
  version: 1,
  time: local('2026-11-16 09:10'),
  data: {
    code,
    agency: 'H26.125',
    receivingPoint: 'H26.125-01',
    status: 2,
    acceptedAt: local('2026-11-16 09:10'),
    dueAt: local('2026-11-19 17:00'),
    deadlineVersion: 1,
    by: { id: 'clerk-1', agency: 'H26.125' },
  },
}

/** A later event of the same dossier. */
export const later = (
  type: string,
  version: number,
  time: string,
  data: Partial<DossierEvent['data']>,
): DossierEvent => ({
  type,
  version,
  time,
  data: { ...accepted.data, by: { id: 'someone', agency: 'H26.125' }, ...data },
})

/** The deadline after an event of a dossier, as its consumer takes it in. */
export const heard = (before: Deadline | undefined, event: DossierEvent, now: string, where?: Place) =>
  heardIn(before, heardOfDossier(event), now, where)

/** A feedback taken down at the counter on Mon 16/11/2026 at 09:10: to be answered by Mon 7/12 17:00. */
export const received: FeedbackEvent = {
  type: 'feedback.received',
  version: 1,
  time: local('2026-11-16 09:10'),
  data: {
    id: '7K3M9QX2VA',
    agency: 'H26.125',
    receivingPoint: 'H26.125-01',
    kind: 'PHAN_ANH',
    status: 'RECEIVED',
    receivedAt: local('2026-11-16 09:10'),
    dueAt: local('2026-12-07 17:00'),
    deadlineVersion: 1,
    by: { id: 'clerk-1', agency: 'H26.125' },
  },
}

/** The deadline after an event of a feedback. */
export const heardFeedback = (before: Deadline | undefined, event: FeedbackEvent, now = event.time, where = place) =>
  heardIn(before, heardOfFeedback(event), now, where)
