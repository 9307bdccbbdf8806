import type { Contact } from '../../shared/crypto/contact.ts'
import type { Acted, By, Feedback, Submitter } from './feedback.ts'

/** What of the head is published: a list of what may, so that a new field stays here until somebody adds it. */
const published = [
  'id',
  'agency',
  'receivingPoint',
  'kind',
  'channel',
  'status',
  'receivedAt',
  'dueAt',
  'deadlineVersion',
  'answeredAt',
  'publishedAt',
  'endedAt',
  'assignee',
  'late',
  'restricted',
] as const satisfies (keyof Feedback)[]

/** Where the author can be told something; undefined when he left neither e-mail nor telephone. */
export function contactOf({ email, phone }: Partial<Submitter> = {}): Contact | undefined {
  const contact = { ...(email === undefined ? {} : { email }), ...(phone === undefined ? {} : { phone }) }
  return Object.keys(contact).length > 0 ? contact : undefined
}

/**
 * The public snapshot that an event carries. Only staff are named in it.
 * @param contact the author's address under its own key, in the event that tells of the feedback first.
 */
export function snapshot(
  { feedback, attachments, uploader }: Acted,
  by: By,
  contact?: string,
): Record<string, unknown> {
  const known = published.filter((name) => feedback[name] !== undefined)
  return {
    ...Object.fromEntries(known.map((name) => [name, feedback[name]])),
    ...(by.agency === undefined ? {} : { by: { id: by.id, agency: by.agency } }),
    ...(attachments?.length ? { attachments } : {}),
    ...(uploader === undefined ? {} : { uploader }),
    ...(contact === undefined ? {} : { contact }),
  }
}
