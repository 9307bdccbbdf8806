import { type FieldError, Refusal } from '../../shared/problems/refusal.ts'
import {
  type Acted,
  type Appointment,
  type By,
  type Dossier,
  type FileReference,
  listed,
  type Paper,
} from './dossier.ts'

export type { Paper } from './dossier.ts'

/** What the intake needs of a procedure's case. */
export interface Case {
  code: string
  papers: { code: string; name?: string; required: boolean }[]
  channels: { channel: Dossier['channel']; limit: Dossier['limit'] }[]
}

export interface Filing {
  channel: Dossier['channel']
  receivingPoint: string
  papers: Paper[]
  returnBy: { method: Dossier['returnBy'] }
}

/** The limit of the case on this channel. @throws Refusal 422 when the case can't be filed by it. */
export function limitOf(found: Case, channel: Dossier['channel']): Dossier['limit'] {
  const offered = found.channels.find((row) => row.channel === channel)
  if (!offered) {
    throw new Refusal('invalid-request', { errors: [{ pointer: '/channel', detail: `Not offered by ${channel}` }] })
  }
  return offered.limit
}

/** One event names all of them, and its consumer settles them one by one. */
const filesMost = 50

/**
 * The checklist (thành phần hồ sơ): papers of this case only, each once; at the desk none that is required is missing.
 * @param at where the papers stand in the request, as a JSON pointer.
 */
export function checkPapers(papers: Paper[], found: Case, complete: boolean, at = '/papers'): void {
  const known = new Set(found.papers.map(({ code }) => code))
  const given = papers.map(({ paper }) => paper)
  const errors: FieldError[] = given.flatMap((paper, index) => {
    const detail = known.has(paper) ? 'Named twice' : 'Not a paper of this case'
    return known.has(paper) && given.indexOf(paper) === index ? [] : [{ pointer: `${at}/${index}/paper`, detail }]
  })
  const files = filesOf(papers).map(({ id }) => id)
  if (new Set(files).size < files.length) errors.push({ pointer: at, detail: 'A file is named twice' })
  if (files.length > filesMost) errors.push({ pointer: at, detail: `More than ${filesMost} files` })
  const missing = complete ? found.papers.filter(({ code, required }) => required && !given.includes(code)) : []
  errors.push(...missing.map(({ code }) => ({ pointer: at, detail: `Missing: ${code}` })))
  if (errors.length > 0) throw new Refusal('invalid-request', { errors })
}

/** All files that the papers name. */
export const filesOf = (papers: Paper[]): FileReference[] => papers.flatMap(({ attachments = [] }) => attachments)

/**
 * The files that the papers name and the dossier does not have yet: only these are checked and claimed for it. A known file
 * under another hash is none that it has.
 */
export function newFiles(papers: Paper[], before: Paper[]): FileReference[] {
  const known = new Map(filesOf(before).map(({ id, sha256 }) => [id, sha256]))
  return filesOf(papers).filter(({ id, sha256 }) => known.get(id) !== sha256)
}

/**
 * Intake (tiếp nhận): at the desk or by post in one act with acceptance (status 2), online as a new filing (status 1).
 * @param dates asked for only as needed: the appointment of what is accepted, or the acceptance clock of an online
 * filing (`firstDue`), by which it stands in the inbox.
 */
export function intake(
  filing: Filing,
  known: Pick<Dossier, 'code' | 'agency' | 'procedure' | 'case' | 'limit' | 'secretHash'>,
  by: By,
  at: string,
  dates: { appointment: () => Appointment; firstDue: () => string },
): Acted {
  const base: Dossier = {
    ...known,
    receivingPoint: filing.receivingPoint,
    channel: filing.channel,
    status: 1,
    submittedAt: at,
    deadlineVersion: 0,
    returnBy: filing.returnBy.method,
    filedBy: { id: by.id, ...(by.agency ? { agency: by.agency } : {}) },
    ...(by.role === 'citizen' ? { owner: by.id } : {}),
    supplements: 0,
    extensions: 0,
  }
  const attachments = filesOf(filing.papers)
  if (filing.channel === 'ONLINE') {
    return { dossier: listed(base, dates.firstDue()), event: 'dossier.submitted', attachments }
  }
  const { dueAt, provisional } = dates.appointment()
  const accepted: Dossier = {
    ...base,
    status: 2,
    acceptedAt: at,
    dueAt,
    originalDueAt: dueAt,
    provisional,
    deadlineVersion: 1,
  }
  return { dossier: listed(accepted), event: 'dossier.accepted', attachments }
}
