/** The file types that an office takes, as their magic bytes tell them. */
export const contentTypes = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const
export type ContentType = (typeof contentTypes)[number]

/** The largest file, in bytes. */
export const sizeLimit = 50 * 1024 * 1024

export const statuses = ['AWAITING_UPLOAD', 'CHECKING', 'VERIFIED', 'REJECTED'] as const
export type Status = (typeof statuses)[number]

/** What may be wrong with the bytes themselves. */
export const faults = ['EMPTY', 'SIZE_MISMATCH', 'HASH_MISMATCH', 'TYPE_MISMATCH', 'MALWARE', 'UNSCANNABLE'] as const
export type Fault = (typeof faults)[number]

export interface Uploader {
  id: string
  kind: 'person' | 'machine'
  /** The agencies where the uploader was registered when the ticket was given. */
  agencies: string[]
}

/** The uploader without a token: whoever holds the secret of this dossier acts there under the same id. */
export const holderOf = (dossier: string): string => `holder:${dossier}`

const anAuthor = 'holder:feedback:'

/** The uploader without a token for a feedback: under its id, or under any reference while it has none. */
export const authorOf = (reference: string): string => `${anAuthor}${reference}`

/** Whether the uploader had no token and uploaded for a feedback. */
export const isAuthor = (id: string): boolean => id.startsWith(anAuthor)

/** A file's record: what was announced, what the check found, and the dossier or the feedback that it belongs to. */
export interface Attachment {
  id: string
  /** The name that the uploader gave the file, encrypted: it may hold a person's name. */
  sealedName: Uint8Array
  contentType: ContentType
  /** Bytes. */
  size: number
  /** Lower-case hex. */
  sha256: string
  /** What the uploader said it is for; a purpose, not a right. */
  for?: { dossier: string } | { draft: string } | { feedback: string }
  status: Status
  reason?: Fault
  detectedType?: string
  uploader: Uploader
  requestedAt: string
  /** The hash of the request that a key made, to tell a repeated request from another one. */
  request?: string
  dossier?: string
  feedback?: string
  agency?: string
  /** The citizen to whom the dossier belongs. */
  owner?: string
  /** It belongs to a denunciation: only leaders may know of it. */
  restricted?: boolean
}

/** What was read from the stored bytes. */
export interface Bytes {
  size: number
  sha256: string
  detectedType?: string
}

/** The record of a ticket just given. */
export function ticketed(
  id: string,
  asked: Pick<Attachment, 'sealedName' | 'contentType' | 'size' | 'sha256' | 'for'>,
  uploader: Uploader,
  at: string,
): Attachment {
  return { id, ...asked, status: 'AWAITING_UPLOAD', uploader, requestedAt: at }
}

/** What is wrong with the stored bytes, measured against what was announced; undefined when they are right. */
export function faultOf(announced: Pick<Attachment, 'size' | 'sha256' | 'contentType'>, bytes: Bytes) {
  if (bytes.size === 0) return 'EMPTY'
  if (bytes.size !== announced.size) return 'SIZE_MISMATCH'
  if (bytes.sha256 !== announced.sha256) return 'HASH_MISMATCH'
  if (bytes.detectedType !== announced.contentType) return 'TYPE_MISMATCH'
  return undefined
}

/** Whether the bytes are still to be read; a record is judged once. */
export const isUnchecked = ({ status }: Attachment) => status === 'AWAITING_UPLOAD' || status === 'CHECKING'

/** Who decides about files: this service, not the person whose file it is. */
export const checker = { id: 'motcua.attachments', role: 'service' }

/** Whether it is a feedback's, or nobody's yet and announced for one. */
const isFeedbacks = ({ dossier, feedback, for: purpose }: Attachment) =>
  feedback !== undefined || (dossier === undefined && purpose !== undefined && 'feedback' in purpose)

/**
 * What an event tells of a file. No file name: it may hold a person's name. And not who uploaded it where it is for a
 * feedback: its events name the file, so that the two together would name its author.
 */
export function told(attachment: Attachment) {
  const { id, sha256, size, contentType, detectedType, status, reason, uploader, dossier, feedback } = attachment
  const whose = isFeedbacks(attachment) ? undefined : { id: uploader.id, agencies: uploader.agencies }
  return { id, sha256, size, contentType, detectedType, status, reason, uploader: whose, dossier, feedback }
}

/** The verdict on a file whose bytes were read; undefined when there is one already. */
export const verdict = <Head extends Attachment>(attachment: Head, bytes: Bytes, at: string) =>
  judged(attachment, faultOf(attachment, bytes), bytes.detectedType, at)

/** The verdict on a file in which the scanner found something, or could not look; undefined when there is one already. */
export const condemned = <Head extends Attachment>(attachment: Head, reason: Fault, at: string) =>
  judged(attachment, reason, undefined, at)

function judged<Head extends Attachment>(
  attachment: Head,
  reason: Fault | undefined,
  detectedType: string | undefined,
  at: string,
) {
  if (!isUnchecked(attachment)) return undefined
  const status: Status = reason ? 'REJECTED' : 'VERIFIED'
  const head: Head = { ...attachment, status, detectedType, reason }
  const event = reason ? 'attachment.rejected' : 'attachment.verified'
  return { head, entry: { type: event, at, by: checker, data: told(head), agency: head.agency } }
}

/**
 * Who may read the file: its uploader until a dossier or a feedback has it, then whoever reads the dossier, or the staff
 * who read the feedback; its author does that by id and secret, and gets no files.
 * A machine reads no dossier's files by its agency, so what it delivered itself stays readable to it.
 * @param superiors the superior agencies of the agency that has it, as far as they are known.
 */
export function readers(
  { uploader, dossier, feedback, agency, owner }: Attachment,
  superiors: string[],
): { agencies: string[]; owners: string[] } {
  if (feedback !== undefined) return { agencies: agency ? [agency, ...superiors] : [], owners: [] }
  if (dossier === undefined) return { agencies: [], owners: [uploader.id] }
  const owners = [...(owner ? [owner] : []), ...(uploader.kind === 'machine' ? [uploader.id] : [])]
  return { agencies: agency ? [agency, ...superiors] : [], owners }
}

/** The header that makes a browser save the file under its own name (RFC 6266, the name by RFC 5987). */
export function disposition(fileName: string): string {
  const plain = fileName.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  const escaped = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  const encoded = encodeURIComponent(fileName).replaceAll(/['()*]/g, escaped)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
