import type { Clocks } from './clocks.ts'
import { type Channel, type Kind, lists } from './kinds.ts'
import type { Status } from './transitions.ts'

export interface FileReference {
  id: string
  sha256: string
}

export interface Assignee {
  unit?: string
  person?: string
}

/** What somebody must look at: a file that can't be used. */
export interface Task {
  kind: 'ATTACHMENT_REJECTED'
  attachment: string
  reason: string
}

/** The head of a feedback: its public record, without a word of what was written and without its author. Instants in UTC. */
export interface Feedback extends Clocks {
  id: string
  agency: string
  /** The agency's first one: its calendar and hours count the clocks. */
  receivingPoint: string
  kind: Kind
  channel: Channel
  status: Status
  receivedAt: string
  answeredAt?: string
  publishedAt?: string
  endedAt?: string
  assignee?: Assignee
  /** A denunciation: it exists for leaders alone. */
  restricted?: true
  tasks?: Task[]
  secretHash: string
  /** The hash of the request that a key made, to tell a repeated request from another one. */
  request?: string
  /** Keys of the sparse lists, while it has a due date: of its agency, of the assignee there. */
  inbox?: string
  assigneeId?: string
}

/** Who acts, as the journal records it; only staff have an agency. */
export interface By {
  id: string
  role: string
  name?: string
  agency?: string
}

/** Whoever holds its secret; what he uploads for it without a token is recorded under the same id. */
export const authorOf = (id: string): By => ({ id: `holder:feedback:${id}`, role: 'holder' })

/** Who wrote it. */
export interface Submitter {
  name: string
  address?: string
  phone?: string
  email?: string
}

/** What only who works on it may read; its author only leaders, where it is a complaint. */
export interface Sealed {
  content: string
  place?: { text?: string; lat?: number; lon?: number }
  dossier?: string
  submitter?: Submitter
  attachments?: FileReference[]
  secret: string
}

export interface PublicVersion {
  content: string
  answer: string
}

/** What an act makes of a feedback: the new head, the event, and what was written, which is sealed. */
export interface Acted {
  feedback: Feedback
  event: string
  details?: Record<string, unknown>
  attachments?: FileReference[]
  /** The mark of the signed-in person who names files and is not of the staff. */
  uploader?: string
  /** The text for everybody, where the act publishes one. */
  publicVersion?: PublicVersion
}

/** The keys of the lists follow from the record; what is done leaves them. */
export function listed(feedback: Feedback): Feedback {
  const { inbox: _inbox, assigneeId: _assignee, ...rest } = feedback
  if (rest.dueAt === undefined) return rest
  const { agency, kind, assignee } = rest
  const inHand = assignee?.person ? { assigneeId: `${agency}#${assignee.person}` } : {}
  return { ...rest, inbox: `${agency}#${lists[kind]}`, ...inHand }
}

/** A feedback that has just come in. */
export function received(
  known: Omit<Feedback, 'status' | 'restricted' | 'inbox'>,
  attachments: FileReference[] | undefined,
  uploader: string | undefined,
): Acted {
  const restricted = known.kind === 'TO_CAO' ? ({ restricted: true } as const) : {}
  const feedback: Feedback = { ...known, status: 'RECEIVED', ...restricted }
  return { feedback: listed(feedback), event: 'feedback.received', attachments, uploader }
}
