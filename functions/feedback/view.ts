import type * as z from 'zod'
import { withOfficeOffset } from '../../shared/calendar/instant.ts'
import { possibleActs, reopenUntil } from './acts.ts'
import type { Feedback, FileReference, PublicVersion, Sealed } from './feedback.ts'
import type * as schemas from './schemas.ts'
import type { Act } from './transitions.ts'
import { transitions } from './transitions.ts'

type Versioned = Feedback & { version: number }

/** An act as its entry has it, with what was written in it. */
export interface Written {
  type: string
  at: string
  role: string
  text?: string
  question?: string
  reason?: string
  to?: string
  content?: string
  answer?: string
  attachments?: FileReference[]
}

const office = (instant: string | undefined) => (instant ? withOfficeOffset(instant) : undefined)

/** A row of a list: no text, nobody's name. */
export const rowView = ({ id, kind, channel, status, receivedAt, dueAt, assignee, tasks, version }: Versioned) => ({
  id,
  kind,
  channel,
  status,
  receivedAt: withOfficeOffset(receivedAt),
  dueAt: office(dueAt),
  assignee,
  tasks,
  version,
})

const actOf = (type: string) => (Object.keys(transitions) as Act[]).find((act) => transitions[act].event === type)

/** Files with what is wrong with those that can't be used. */
const filesView = (files: FileReference[] | undefined, tasks: Feedback['tasks'] = []) =>
  files?.map((file) => ({ ...file, unusable: tasks.find(({ attachment }) => attachment === file.id)?.reason }))

/** What was written to the author and by him, oldest first; what was published is no message. */
function messagesOf(written: Written[], tasks: Feedback['tasks']) {
  return written.flatMap(({ type, at, role, text, question, reason, to, attachments }) => {
    const words = text ?? question ?? reason
    const act = actOf(type)
    if (words === undefined || act === undefined) return []
    const from = role === 'holder' ? ('AUTHOR' as const) : ('OFFICE' as const)
    const files = filesView(attachments, tasks)
    return [{ act, at: withOfficeOffset(at), from, text: words, to, attachments: files }]
  })
}

/** The newest of what was written in an act of this name. */
const newest = (written: Written[], act: Act) => written.findLast(({ type }) => type === transitions[act].event)

function publicVersionOf(written: Written[]): PublicVersion | undefined {
  const { content, answer } = newest(written, 'publish') ?? {}
  return content === undefined || answer === undefined ? undefined : { content, answer }
}

/**
 * The record for who works on it.
 * @param mayKnow whether he may know its author; a dossier would name him too.
 */
export function recordView(
  feedback: Versioned,
  sealed: Sealed,
  written: Written[],
  mayKnow: boolean,
): z.input<typeof schemas.Feedback> {
  const { agency, receivingPoint, deadlineVersion, late, restricted, tasks } = feedback
  const { content, place, dossier, submitter, attachments } = sealed
  return {
    ...rowView(feedback),
    agency,
    receivingPoint,
    deadlineVersion,
    answeredAt: office(feedback.answeredAt),
    publishedAt: office(feedback.publishedAt),
    endedAt: office(feedback.endedAt),
    late,
    restricted,
    content,
    place,
    anonymous: submitter === undefined,
    ...(mayKnow ? { dossier, submitter } : {}),
    attachments: filesView(attachments, tasks),
    answer: newest(written, 'answer')?.text,
    publicVersion: publicVersionOf(written),
    messages: messagesOf(written, tasks),
  }
}

/** What its author sees of it: no name of the staff, nothing of himself. */
export function authorView(
  feedback: Versioned,
  written: Written[],
  reopenHours: number,
): z.input<typeof schemas.LookupAnswer> {
  const { id, kind, channel, status, receivedAt, dueAt, tasks, version } = feedback
  const [asked, rejected, forwarded] = (['request-info', 'reject', 'forward'] as const).map((act) =>
    transitions[act].to === status ? newest(written, act) : undefined,
  )
  const mayReopen = possibleActs(feedback).includes('reopen')
  return {
    id,
    kind,
    channel,
    status,
    receivedAt: withOfficeOffset(receivedAt),
    dueAt: office(dueAt),
    question: asked?.question,
    answer: newest(written, 'answer')?.text,
    reason: (rejected ?? forwarded)?.reason,
    forwardedTo: forwarded?.to,
    publicVersion: publicVersionOf(written),
    reopenUntil: mayReopen ? office(reopenUntil(feedback, reopenHours)) : undefined,
    messages: messagesOf(written, tasks),
    version,
  }
}
