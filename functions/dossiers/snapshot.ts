import type { Acted, By, Dossier } from './dossier.ts'

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

/** The public snapshot that an event carries. */
export function snapshot({ dossier, attachments }: Acted, by: By): Record<string, unknown> {
  const known = published.filter((name) => dossier[name] !== undefined)
  const who = { id: by.id, ...(by.agency ? { agency: by.agency } : {}) }
  return {
    ...Object.fromEntries(known.map((name) => [name, dossier[name]])),
    by: who,
    ...(attachments?.length ? { attachments } : {}),
  }
}
