import type { DossierEvent, FeedbackEvent } from '../../../functions/reminders/copies.ts'
import { type openDesk, ward } from '../../service/reminders/api-desk.ts'
import { dossierEvent, feedbackEvent, local } from '../../service/reminders/stand.ts'
import { heard } from './asking.ts'

export type Desk = Awaited<ReturnType<typeof openDesk>>
export type Data = Partial<DossierEvent['data']> | Partial<FeedbackEvent['data']>
export type Kind = 'dossier' | 'feedback'

export const accepted = local('2026-11-16 09:10')
export const dueAt = local('2026-11-19 17:00')
export const opening = (day: string) => local(`2026-11-${day} 08:00`)

let number = 0
/** What has a deadline that no other try has. */
export const newSubject = (kind: Kind): string => {
  number += 1
  return kind === 'dossier'
    ? `${ward}-261116-${String(number).padStart(4, '0')}`
    : `7K3M9Q${String(number).padStart(4, '0')}`
}

export const eventOf = (kind: Kind, subject: string, version: number, data: Data) => ({
  subject,
  ...(kind === 'dossier'
    ? dossierEvent(subject, version, data as Partial<DossierEvent['data']>, version > 1 ? 'dossier.noted' : undefined)
    : feedbackEvent(
        subject,
        version,
        data as Partial<FeedbackEvent['data']>,
        version > 1 ? 'feedback.noted' : undefined,
      )),
})

export async function hear(kind: Kind, ...events: object[]): Promise<void> {
  const { handler } = await import(`../../../functions/reminders/on-${kind}.ts`)
  const { done, why } = await heard(...events)(handler)
  if (!done) throw new Error(`not heard: ${why}`)
}

/** Nothing more is waited for, so that no sweep of another try meets it. */
export const over = (kind: Kind, subject: string) =>
  hear(
    kind,
    eventOf(
      kind,
      subject,
      9,
      kind === 'dossier' ? { status: 9 } : { status: 'REJECTED', dueAt: undefined, deadlineVersion: 9 },
    ),
  )
