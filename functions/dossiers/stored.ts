import type { Idempotency } from '../../shared/http/request.ts'
import type { Acted, Applicant } from './dossier.ts'

/** What only the desk and the applicant may read. */
export interface Sealed {
  applicant: Applicant
  onBehalfOf?: unknown
  form?: Record<string, unknown>
  secret: string
}

/** A decision with what of the sealed part it replaces. */
export type Decided = Acted & { sealed?: Sealed }

/** What of a request a change needs to know. */
export interface Request {
  ifMatch?: number
  idempotency?: Idempotency
  now: string
}

/** What is kept here of a file. */
export interface AttachmentCopy {
  id: string
  sha256: string
  status: 'AWAITING_UPLOAD' | 'CHECKING' | 'VERIFIED' | 'REJECTED'
  uploader: { id: string; agencies: string[] }
  /** The dossier that has it. */
  dossier?: string
}
