import type { Contact } from '../../shared/crypto/contact.ts'
import type { Acted, Applicant, By, Dossier } from './dossier.ts'

/** What of the head is published: a list of what may, so that a new field stays here until somebody adds it. */
const published = [
  'code',
  'agency',
  'receivingPoint',
  'procedure',
  'channel',
  'status',
  'submittedAt',
  'acceptedAt',
  'dueAt',
  'originalDueAt',
  'deadlineVersion',
  'pausedAt',
  'supplements',
  'extensions',
  'indexOverdue',
  'endedAt',
  'returnedAt',
  'outcome',
  'assignee',
  'filedBy',
  'owner',
] as const satisfies (keyof Dossier)[]

/** Where the applicant can be told something; undefined when he left neither e-mail nor telephone. */
export function contactOf({ email, phone }: Applicant): Contact | undefined {
  const contact = {
    ...(typeof email === 'string' ? { email } : {}),
    ...(typeof phone === 'string' ? { phone } : {}),
  }
  return Object.keys(contact).length > 0 ? contact : undefined
}

/** An act with what the desk adds to its event: the mark of the rating token, where the act ends the dossier. */
export type Told = Acted & { ratingTokenHash?: string }

/**
 * The public snapshot that an event carries.
 * @param contact the applicant's address under its own key, in the events that tell of him.
 */
export function snapshot(told: Told, by: By, contact?: string): Record<string, unknown> {
  const { dossier, attachments, ratingTokenHash } = told
  const known = published.filter((name) => dossier[name] !== undefined)
  const who = { id: by.id, ...(by.agency ? { agency: by.agency } : {}) }
  return {
    ...Object.fromEntries(known.map((name) => [name, dossier[name]])),
    by: who,
    ...(attachments?.length ? { attachments } : {}),
    ...(contact === undefined ? {} : { contact }),
    ...(ratingTokenHash === undefined ? {} : { ratingTokenHash }),
  }
}
