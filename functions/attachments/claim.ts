// A consumer's bundle is small: the mini build of the same library saves 70 KB.
import * as z from 'zod/mini'
import { type Attachment, checker, type Fault, holderOf, told } from './attachment.ts'

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

/** A dossier names a file by id and hash. */
export interface Claim {
  id: string
  sha256: string
  dossier: string
  /** Who filed the dossier and who did the act that named the file. */
  by: string[]
  /** The agencies for which they did it; a citizen acts for none. */
  actingFor: string[]
  agency?: string
  owner?: string
}

/** The claims that an event makes, one for each file that it names. */
export function claimsOf({ subject, agency, data }: z.output<typeof FilesNamed>): Claim[] {
  const people = [data.filedBy, data.by].flatMap((person) => person ?? [])
  const by = people.map(({ id }) => id)
  const actingFor = people.flatMap(({ agency: theirs }) => theirs ?? [])
  const common = { dossier: subject, by, actingFor, agency: data.agency ?? agency, owner: data.owner }
  return (data.attachments ?? []).map(({ id, sha256 }) => ({ id, sha256, ...common }))
}

export type RefusalReason = Fault | 'NOT_YOURS' | 'UNKNOWN'

/**
 * Why a dossier may not have the file, or undefined: it may. Knowing an id and a hash gives no right; the uploader must
 * have filed the dossier, or be a colleague of who did: that the dossier lies at the uploader's agency is not enough, else
 * a citizen could take a clerk's file by filing there. What was uploaded without a token was uploaded for one dossier, and
 * can go nowhere else. A file belongs to one dossier.
 */
export function objection(attachment: Attachment, claim: Claim): RefusalReason | undefined {
  const { uploader, dossier } = attachment
  const colleague = claim.actingFor.some((agency) => uploader.agencies.includes(agency))
  const mine = claim.by.includes(uploader.id) || uploader.id === holderOf(claim.dossier)
  if (!mine && !colleague) return 'NOT_YOURS'
  if (dossier !== undefined && dossier !== claim.dossier) return 'NOT_YOURS'
  if (claim.sha256.toLowerCase() !== attachment.sha256) return 'HASH_MISMATCH'
  return attachment.status === 'REJECTED' ? attachment.reason : undefined
}

/** The file becomes the dossier's. */
export function claimed<Head extends Attachment>(attachment: Head, { dossier, agency, owner }: Claim, at: string) {
  const head: Head = { ...attachment, dossier, agency, owner }
  return { head, entry: { type: 'attachment.claimed', at, by: checker, data: told(head), agency } }
}

/** The journal's word that a dossier may not have the file. It tells nothing of the file but what the dossier named. */
export function claimRefused({ id, sha256, dossier, agency }: Claim, reason: RefusalReason, at: string) {
  const data = { id, sha256, status: 'REJECTED', reason, dossier }
  return { type: 'attachment.rejected', at, by: checker, data, agency }
}
