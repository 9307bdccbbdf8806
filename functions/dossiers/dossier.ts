import type { Limit } from '../../shared/calendar/deadline.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import { isOpen, type Status } from './status.ts'
import { type Act, statusAfter, transitions } from './transitions.ts'

export interface Assignee {
  unit?: string
  person?: string
}

export interface FileReference {
  id: string
  sha256: string
}

export interface Result {
  code: string
  name: string
  attachment: FileReference
}

/** The head of a dossier: its public record, without what is sealed. Instants in UTC. */
export interface Dossier {
  code: string
  agency: string
  receivingPoint: string
  procedure: { code: string; version: number }
  case: string
  limit: Limit
  channel: 'DESK' | 'ONLINE' | 'POST'
  status: Status
  submittedAt: string
  acceptedAt?: string
  dueAt?: string
  originalDueAt?: string
  deadlineVersion: number
  provisional?: boolean
  endedAt?: string
  returnedAt?: string
  outcome?: 'APPROVED' | 'DENIED'
  results?: Result[]
  returnBy: 'DESK' | 'POST' | 'ONLINE'
  assignee?: Assignee
  /** Who typed the filing in, and for which agency when he is staff or a machine of it. */
  filedBy: { id: string; agency?: string }
  /** The signed-in applicant; absent when the desk filed for somebody. */
  owner?: string
  supplements: number
  extensions: number
  /** What somebody must look at: files that turned out unusable. */
  tasks?: Task[]
  secretHash: string
  /** Keys of the sparse lists: of the present holder while it is open, of the assignee. */
  inbox?: string
  inboxDueAt?: string
  assigneeId?: string
}

export interface Task {
  kind: 'ATTACHMENT_REJECTED'
  attachment: string
  reason: string
}

/** Who acts, as the journal records it. */
export interface By {
  id: string
  role: string
  name?: string
  agency?: string
}

/** The head stays small; the journal has every task. */
const tasksKept = 5

/** What an act makes of a dossier: the new head, the event, and what of it may name people and is sealed. */
export interface Acted {
  dossier: Dossier
  event: string
  details?: Record<string, unknown>
  attachments?: FileReference[]
}

/** The computed deadline of an acceptance. */
export interface Appointment {
  dueAt: string
  provisional: boolean
}

/** The keys of the sparse lists follow from the record; a closed dossier leaves them. */
export function listed(dossier: Dossier, inboxDueAt = dossier.dueAt ?? dossier.inboxDueAt): Dossier {
  const { inbox: _inbox, inboxDueAt: _due, assigneeId: _assignee, ...rest } = dossier
  if (!isOpen(dossier.status)) return rest
  const assigneeId = dossier.assignee?.person
  return { ...rest, inbox: `${dossier.agency}#open`, inboxDueAt, ...(assigneeId ? { assigneeId } : {}) }
}

function act(name: Act, dossier: Dossier, by: By, change: Partial<Dossier>, details?: Acted['details']): Acted {
  const status = statusAfter(name, dossier, by.role)
  return { dossier: listed({ ...dossier, ...change, status }), event: transitions[name].event, details }
}

/** Accept an online filing (tiếp nhận): the deadline starts, Form 01 is due. */
export function accept(dossier: Dossier, appointment: () => Appointment, by: By, at: string, note?: string): Acted {
  statusAfter('accept', dossier, by.role)
  const { dueAt, provisional } = appointment()
  const change = { acceptedAt: at, dueAt, originalDueAt: dueAt, provisional, deadlineVersion: 1 }
  return act('accept', dossier, by, change, note ? { note } : undefined)
}

/** Refuse to receive (từ chối tiếp nhận, Form 03): each reason has its legal ground. */
export function refuse(
  dossier: Dossier,
  how: { reasons: { ground: string; text: string }[]; note?: string },
  by: By,
  at: string,
): Acted {
  return act('refuse', dossier, by, { endedAt: at }, how)
}

/** Hand over to the resolving unit or person (chuyển xử lý): a row of the control slip, Form 06. */
export function handOver(dossier: Dossier, to: Assignee | undefined, by: By, note?: string): Acted {
  return act('hand-over', dossier, by, { assignee: to ?? dossier.assignee }, note ? { note } : undefined)
}

export interface Completion {
  outcome: 'APPROVED' | 'DENIED'
  results?: Result[]
  denial?: { reasons: { ground: string; text: string }[] }
  note?: string
}

/** Complete processing (đã xử lý xong): a result file, or a written denial with reasons. */
export function complete(dossier: Dossier, how: Completion, by: By, at: string, papersHashes: string[]): Acted {
  const acted = act(
    'complete',
    dossier,
    by,
    { endedAt: at, outcome: how.outcome, results: how.results },
    how.denial || how.note ? { denial: how.denial, note: how.note } : undefined,
  )
  const results = how.results ?? []
  for (const [index, { attachment }] of results.entries()) {
    // A result that is one of the applicant's own papers is a dossier pretended to be done.
    if (papersHashes.includes(attachment.sha256)) {
      const errors = [{ pointer: `/results/${index}/attachment`, detail: 'This is a paper of the application' }]
      throw new Refusal('attachment-unusable', { errors })
    }
  }
  return { ...acted, attachments: results.map(({ attachment }) => attachment) }
}

/** Return the result (trả kết quả): how, to whom, with what proof. */
export function giveBack(
  dossier: Dossier,
  how: { method: string; to: string; proof?: string; note?: string },
  by: By,
  at: string,
): Acted {
  return act('return', dossier, by, { returnedAt: at }, how)
}

/** Write a note into the log book; no status changes. */
export function note(dossier: Dossier, text: string, by: By): Acted {
  return act('note', dossier, by, {}, { note: text })
}

/** Raise a task for a file that can't be used; undefined when the dossier has it already. */
export function fileRejected(dossier: Dossier, attachment: string, reason: string, by: By): Acted | undefined {
  const tasks = dossier.tasks ?? []
  if (tasks.some((task) => task.attachment === attachment)) return undefined
  const task: Task = { kind: 'ATTACHMENT_REJECTED', attachment, reason }
  return act('note', dossier, by, { tasks: [...tasks, task].slice(-tasksKept) })
}
