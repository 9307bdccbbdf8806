import type { Limit, Pause } from '../../shared/calendar/deadline.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import { isOpen, type Status } from './status.ts'
import { type Act, backToAfter, statusAfter, transitions } from './transitions.ts'

export interface Assignee {
  unit?: string
  person?: string
}

export interface FileReference {
  id: string
  sha256: string
}

/** A paper of the application as it was handed in. */
export interface Paper {
  paper: string
  kind: 'ORIGINAL' | 'CERTIFIED_COPY' | 'PHOTOCOPY' | 'ELECTRONIC'
  copies: number
  attachments?: FileReference[]
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
  /** Requests for papers that count against the one-time rule. */
  supplements: number
  extensions: number
  /** The papers were asked for more than once: the national index counts it as overdue, whatever the date. */
  indexOverdue?: boolean
  /** While it waits for papers or a fee: where it goes back to, which papers, since when the clock stands. */
  backTo?: Status
  asked?: string[]
  pausedAt?: string
  /** When the clock stood since the appointment, or since the extension. */
  pauses?: Pause[]
  /** The due date was promised before a pause and lies later than the count: no count takes it back. */
  promised?: boolean
  /** The day that an extension set; pauses after it count from there. */
  extendedTo?: string
  /** The fee that was asked for (VND), and when it was paid. */
  fee?: { total: number; paidAt?: string }
  /** What somebody must look at. */
  tasks?: Task[]
  secretHash: string
  /** Keys of the sparse lists: of the present holder while it is open, of the assignee. */
  inbox?: string
  inboxDueAt?: string
  assigneeId?: string
}

/** What somebody must look at: a file that can't be used, a notice that reached nobody. */
export type Task =
  | { kind: 'ATTACHMENT_REJECTED'; attachment: string; reason: string }
  | { kind: 'NOTICE_FAILED'; notification: string; to: string; reason: string }

/** Who acts, as the journal records it. */
export interface By {
  id: string
  role: string
  name?: string
  agency?: string
}

/** What an act makes of a dossier: the new head, the event, and what of it may name people and is sealed. */
export interface Acted {
  dossier: Dossier
  event: string
  details?: Record<string, unknown>
  attachments?: FileReference[]
  /** The papers in place of the old ones, where the act changes them. */
  papers?: Paper[]
  /** The applicant in place of the old one, where the act corrects him. */
  applicant?: Applicant
  /** The task that the act raises, by its name: it is raised once. */
  raises?: string
}

/** Who applies; sealed, never in the head. */
export interface Applicant {
  kind: string
  name: string
  [field: string]: unknown
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

/** What only a dossier that waits has: where it goes back to, what for, since when. */
const waiting = (status: Status) => status === 5 || status === 6

function settled(dossier: Dossier): Dossier {
  if (waiting(dossier.status)) return dossier
  const { backTo: _backTo, asked: _asked, pausedAt: _pausedAt, ...rest } = dossier
  return rest
}

/** What is written in an act, or nothing. */
export const written = (details: Record<string, unknown>): Acted['details'] =>
  Object.values(details).some((value) => value !== undefined) ? details : undefined

/**
 * An act by the table of transitions: its status, its event, and the changes that belong to it.
 * @param again whether the dossier's right to this act is used up, so that only some may still do it.
 */
export function act(
  name: Act,
  dossier: Dossier,
  by: By,
  change: Partial<Dossier>,
  details?: Acted['details'],
  again = false,
): Acted {
  const status = statusAfter(name, dossier, by.role, again)
  const backTo = backToAfter(name, dossier.status)
  const changed = settled({ ...dossier, ...(backTo ? { backTo } : {}), ...change, status })
  return { dossier: listed(changed), event: transitions[name].event, details }
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
export function complete(dossier: Dossier, how: Completion, by: By, at: string, papersFiles: FileReference[]): Acted {
  const acted = act(
    'complete',
    dossier,
    by,
    { endedAt: at, outcome: how.outcome, results: how.results },
    how.denial || how.note ? { denial: how.denial, note: how.note } : undefined,
  )
  const results = how.results ?? []
  checkNotOwnPapers(results, papersFiles, '/results')
  return { ...acted, attachments: results.map(({ attachment }) => attachment) }
}

/** A result that is one of the applicant's own papers is a dossier pretended to be done. @throws Refusal 422. */
export function checkNotOwnPapers(results: Result[], papersFiles: FileReference[], pointer: string): void {
  const own = new Set(papersFiles.flatMap(({ id, sha256 }) => [id, sha256]))
  const index = results.findIndex(({ attachment }) => own.has(attachment.id) || own.has(attachment.sha256))
  if (index < 0) return
  const errors = [{ pointer: `${pointer}/${index}/attachment`, detail: 'This is a paper of the application' }]
  throw new Refusal('attachment-unusable', { errors })
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

/** Withdraw on the applicant's own request (rút hồ sơ), never on the desk's. */
export function withdraw(dossier: Dossier, how: { reason?: string; note?: string }, by: By, at: string): Acted {
  return act('withdraw', dossier, by, { endedAt: at }, written(how))
}

/** Stop processing (dừng giải quyết, Form 05), on a legal ground. */
export function stop(dossier: Dossier, how: { ground: string; note?: string }, by: By, at: string): Acted {
  return act('stop', dossier, by, { endedAt: at }, how)
}

/** Give the work to another unit or person (phân công lại). */
export function assign(dossier: Dossier, to: Assignee, by: By, note?: string): Acted {
  return act('assign', dossier, by, { assignee: to }, written({ note }))
}

/** Write a note into the log book; no status changes. */
export function note(dossier: Dossier, text: string, by: By): Acted {
  return act('note', dossier, by, {}, { note: text })
}
