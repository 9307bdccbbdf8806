// A consumer's bundle is small: the mini build of the same library saves 70 KB.
import * as z from 'zod/mini'
import { type Attachment, authorOf, checker, type Fault, holderOf, isAuthor, told } from './attachment.ts'

const short = z.string().check(z.maxLength(100))
const Person = z.object({ id: z.string(), agency: z.optional(z.string()) })

/** What a dossier's event says of the files that it names; the other fields of the event are not read. */
export const FilesNamed = z.object({
  type: z.string(),
  subject: z.string(),
  agency: z.optional(z.string()),
  data: z.object({
    attachments: z.optional(z.array(z.object({ id: short, sha256: short }))),
    filedBy: z.optional(Person),
    /** Who did the act, as far as it is another person than the filer: the officer who adds a result. */
    by: z.optional(Person),
    agency: z.optional(z.string()),
    owner: z.optional(z.string()),
  }),
})

/** What a feedback's event says of the files that it names; who is not of the staff is known by a mark alone. */
export const FeedbackFiles = z.object({
  subject: z.string(),
  data: z.object({
    agency: z.string(),
    attachments: z.optional(z.array(z.object({ id: short, sha256: short }))),
    by: z.optional(Person),
    uploader: z.optional(z.string()),
    restricted: z.optional(z.boolean()),
  }),
})

/** What names the file and is to have it. */
type Claimant = { dossier: string; feedback?: undefined } | { dossier?: undefined; feedback: string }

/** A dossier or a feedback names a file by id and hash. */
export type Claim = Claimant & {
  id: string
  sha256: string
  /** Who filed the dossier and who did the act that named the file. */
  by: string[]
  /** The agencies for which they did it; a citizen acts for none. */
  actingFor: string[]
  agency?: string
  owner?: string
  /** The mark of the signed-in person who named the file in a feedback. */
  uploader?: string
  restricted?: boolean
}

/** The code of the dossier or the id of the feedback. */
export const claimantOf = ({ dossier, feedback }: Claimant): string => dossier ?? feedback

/** Whether the file is the claimant's. */
export const isOf = (attachment: Attachment, { dossier, feedback }: Claimant): boolean =>
  dossier === undefined ? attachment.feedback === feedback : attachment.dossier === dossier

/** The claims that a dossier's event makes, one for each file that it names. */
export function claimsOf({ subject, agency, data }: z.output<typeof FilesNamed>): Claim[] {
  const people = [data.filedBy, data.by].flatMap((person) => person ?? [])
  const by = people.map(({ id }) => id)
  const actingFor = people.flatMap(({ agency: theirs }) => theirs ?? [])
  const common = { dossier: subject, by, actingFor, agency: data.agency ?? agency, owner: data.owner }
  return (data.attachments ?? []).map(({ id, sha256 }) => ({ id, sha256, ...common }))
}

/** The claims that a feedback's event makes. */
export function claimsOfFeedback({ subject, data }: z.output<typeof FeedbackFiles>): Claim[] {
  const { by, agency, uploader, restricted } = data
  const people = { by: by ? [by.id] : [], actingFor: by?.agency ? [by.agency] : [] }
  const common = { feedback: subject, ...people, agency, uploader, restricted }
  return (data.attachments ?? []).map(({ id, sha256 }) => ({ id, sha256, ...common }))
}

/** What is marked for a feedback to tell a person without naming him. */
export const marked = (feedback: string, person: string): string => `${feedback}\n${person}`

export type RefusalReason = Fault | 'NOT_YOURS' | 'UNKNOWN'

/**
 * Whether who has no token uploaded the file for this claimant. Of a feedback that had no id yet any reference will do
 * where nobody signed in names the file: its id and hash are known to its uploader alone.
 */
function withoutToken(id: string, claim: Claim): boolean {
  if (claim.dossier !== undefined) return id === holderOf(claim.dossier)
  const nobody = claim.by.length === 0 && claim.uploader === undefined
  return id === authorOf(claim.feedback) || (nobody && isAuthor(id))
}

/**
 * Why a dossier or feedback may not have the file, or undefined: it may. Knowing an id and a hash gives no right; the
 * uploader must have filed it, or be a colleague of who did: that it lies at the uploader's agency is not enough, else a
 * citizen could take a clerk's file by filing there. What was uploaded without a token for a dossier can go nowhere else,
 * and what was uploaded so for feedback to no dossier. A file belongs to one.
 */
export function objection(attachment: Attachment, claim: Claim): RefusalReason | undefined {
  const { uploader, dossier, feedback } = attachment
  const colleague = claim.actingFor.some((agency) => uploader.agencies.includes(agency))
  const mine = claim.by.includes(uploader.id) || withoutToken(uploader.id, claim)
  if (!mine && !colleague) return 'NOT_YOURS'
  if ((dossier ?? feedback) !== undefined && !isOf(attachment, claim)) return 'NOT_YOURS'
  if (claim.sha256.toLowerCase() !== attachment.sha256) return 'HASH_MISMATCH'
  return attachment.status === 'REJECTED' ? attachment.reason : undefined
}

/** In place of the uploader of a feedback's file: nobody needs him any more. */
const forgotten: Attachment['uploader'] = { id: '', kind: 'person', agencies: [] }

/** The file becomes the dossier's, or the feedback's, which keeps nothing of who uploaded it. */
export function claimed<Head extends Attachment>(attachment: Head, claim: Claim, at: string) {
  const { dossier, feedback, agency, owner, restricted } = claim
  const uploader = feedback === undefined ? attachment.uploader : forgotten
  const head: Head = { ...attachment, dossier, feedback, agency, owner, restricted, uploader }
  return { head, entry: { type: 'attachment.claimed', at, by: checker, data: told(head), agency } }
}

/** The journal's word that it may not have the file. It tells nothing of the file but what was named. */
export function claimRefused({ id, sha256, dossier, feedback, agency }: Claim, reason: RefusalReason, at: string) {
  const data = { id, sha256, status: 'REJECTED', reason, dossier, feedback }
  return { type: 'attachment.rejected', at, by: checker, data, agency }
}
