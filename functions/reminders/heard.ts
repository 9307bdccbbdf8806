import type { DossierEvent, FeedbackEvent } from './copies.ts'

/**
 * What is due of a feedback: an answer, then its publication. A complaint or a denunciation is to be handled: first taken up or
 * refused, then decided.
 */
export type ToDo = 'ANSWER' | 'PUBLISH' | 'HANDLE'

/** What only the deadline of a feedback has. */
export interface OfFeedback {
  toDo: ToDo
  /** A denunciation: it exists for leaders alone. */
  restricted?: true
}

/** What an event says of a deadline, whatever it is of. */
export interface Heard {
  version: number
  time: string
  /** The dossier's code, or the feedback's id. */
  code: string
  agency: string
  receivingPoint: string
  acceptedAt?: string
  dueAt?: string
  deadlineVersion: number
  /** The clock runs towards the due date. */
  running: boolean
  assignee?: { unit?: string; person?: string }
  /** The member of staff who took it in, where this event tells. */
  receiver?: string
  /** Absent: it is of a dossier. */
  feedback?: OfFeedback
}

/** The statuses of a dossier whose clock runs: accepted, in progress, waiting for a fee. */
const running = new Set([2, 4, 6])

/** What an event of a dossier says. */
export function heardOfDossier({ type, version, time, data }: DossierEvent): Heard {
  const { code, agency, receivingPoint, status, acceptedAt, dueAt, deadlineVersion, pausedAt, assignee, by } = data
  return {
    ...{ version, time, code, agency, receivingPoint, acceptedAt, dueAt, deadlineVersion, assignee },
    running: running.has(status) && pausedAt === undefined && dueAt !== undefined,
    receiver: type === 'dossier.accepted' && by.agency !== undefined ? by.id : undefined,
  }
}

/** The kinds whose dates are not those of an answer. */
const apart = new Set(['KHIEU_NAI', 'TO_CAO'])
/** The statuses in which an ordinary feedback has its answer. */
const answered = new Set(['ANSWERED', 'PUBLISHED'])

/** What is due of a feedback of this kind in this status. */
const toDoOf = (kind: string, status: string): ToDo => {
  if (apart.has(kind)) return 'HANDLE'
  return answered.has(status) ? 'PUBLISH' : 'ANSWER'
}

/** What an event of a feedback says; it has a due date only while something is waited for. */
export function heardOfFeedback({ type, version, time, data }: FeedbackEvent): Heard {
  const {
    id: code,
    agency,
    receivingPoint,
    kind,
    status,
    receivedAt,
    dueAt,
    deadlineVersion,
    assignee,
    restricted,
    by,
  } = data
  return {
    ...{ version, time, code, agency, receivingPoint, acceptedAt: receivedAt, dueAt, deadlineVersion, assignee },
    running: dueAt !== undefined,
    // Who took down a denunciation has it in his hands no longer: he may not even see it.
    receiver: type === 'feedback.received' && !restricted ? by?.id : undefined,
    feedback: { toDo: toDoOf(kind, status), ...(restricted ? { restricted } : {}) },
  }
}
