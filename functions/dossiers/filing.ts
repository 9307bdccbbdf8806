import { localDate } from '../../shared/calendar/instant.ts'
import type { Actor, Membership } from '../../shared/permission/actor.ts'
import { roleFor } from '../../shared/permission/permission.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import type { By, Dossier, FileReference, Result } from './dossier.ts'
import type { Case } from './intake.ts'
import { type AgencyCopy, inForce, type ProcedureCopy, type ProcedureVersion } from './reference.ts'

/** The agency of a receiving point: the point's id is the agency's with a suffix. */
export const agencyOfPoint = (point: string): string => point.split('-', 1)[0] ?? ''

/** The agency of the receiving point, open on this day. @throws Refusal 422 for an unknown point or a closed agency. */
export function openAgency(copy: AgencyCopy | undefined, point: string, now: string): AgencyCopy {
  const day = localDate(now)
  const known = copy?.receivingPoints.some(({ id }) => id === point)
  if (!copy || !known || copy.agency.validFrom > day || (copy.agency.validTo ?? day) < day) {
    throw new Refusal('receiving-point-unknown', {
      errors: [{ pointer: '/receivingPoint', detail: 'Not known or closed' }],
    })
  }
  return copy
}

/** The version and the case that a filing of today goes by; without a case, the first. */
export function caseOf(
  copy: ProcedureCopy | undefined,
  name: string | undefined,
  now: string,
): [ProcedureVersion, Case] {
  const version = copy && inForce(copy, localDate(now))
  if (!version) {
    throw new Refusal('procedure-not-in-force', {
      errors: [{ pointer: '/procedure', detail: 'Unknown or not in force' }],
    })
  }
  const found = name === undefined ? version.cases[0] : version.cases.find(({ code }) => code === name)
  if (!found) throw new Refusal('invalid-request', { errors: [{ pointer: '/case', detail: 'Not a case of it' }] })
  return [version, found]
}

/** Who files, as the journal keeps it. @throws Refusal `forbidden`: another agency, or a channel that is not his. */
export function filer(actor: Actor, agency: AgencyCopy, channel: Dossier['channel']): By {
  const agencies = [agency.agency.id, ...agency.lineage]
  const role = roleFor(actor, 'dossier:create', { agencies })
  if (!role || role === 'anyone') throw new Refusal('forbidden')
  if (channel !== 'ONLINE' && role !== 'clerk')
    throw new Refusal('forbidden', { detail: `${channel}: only at the desk` })
  return actingAs(actor, role, agencies)
}

/** The actor in one of his roles; staff and machines with their name and agency, citizens by their id alone. */
export function actingAs(actor: Actor, role: string, agencies: string[]): By {
  const member = actor.memberships.find((row) => row.role === role && agencies.includes(row.agency))
  return { id: actor.id, role, ...(member ? { name: member.name, agency: member.agency } : {}) }
}

/** Whoever holds the secret of a dossier; what he uploads for it without a token is recorded under the same id. */
export const holderOf = (code: string, { kind, id }: Pick<Actor, 'kind' | 'id'>): By => ({
  id: kind === 'anonymous' ? anonymousHolder(code) : id,
  role: 'holder',
})
const anonymousHolder = (code: string) => `holder:${code}`

interface Copy {
  sha256: string
  status: string
  uploader: { id: string; agencies: string[] }
  dossier?: string
}

/**
 * Checks the files that a filing or an act names against what is known of them: equal hash, not rejected, his own or his
 * agency's, and of no other dossier.
 * Files that are not known yet may still be under check; `attachments` decides on them when it hears of the dossier.
 */
export function checkFiles(
  files: FileReference[],
  copies: Map<string, Copy>,
  by: By,
  code?: string,
  pointer = '/papers',
): void {
  const unusable = files.filter(({ id, sha256 }) => {
    const copy = copies.get(id)
    if (!copy) return false
    const forThis = code !== undefined && copy.uploader.id === anonymousHolder(code)
    const mine =
      forThis || copy.uploader.id === by.id || (by.agency !== undefined && copy.uploader.agencies.includes(by.agency))
    const elsewhere = copy.dossier !== undefined && copy.dossier !== code
    return !mine || elsewhere || copy.status === 'REJECTED' || copy.sha256 !== sha256
  })
  if (unusable.length > 0) {
    const errors = unusable.map(({ id }) => ({ pointer, detail: `Not usable: ${id}` }))
    throw new Refusal('attachment-unusable', { errors })
  }
}

/**
 * Results are those of the procedure's version, under its names: what somebody typed could name a person.
 * @throws Refusal 422 with a pointer to each other code.
 */
export function namedResults(results: Result[], version: ProcedureVersion, pointer: string): Result[] {
  const known = new Map(version.results.map(({ code, name }) => [code, name]))
  const errors = results.flatMap(({ code }, index) =>
    known.has(code) ? [] : [{ pointer: `${pointer}/${index}/code`, detail: 'Not a result of this procedure' }],
  )
  if (errors.length > 0) throw new Refusal('invalid-request', { errors })
  return results.map((result) => ({ ...result, name: known.get(result.code) ?? result.name }))
}

/** Who works on dossiers; a machine, a supervisor or an administrator could do nothing with one. */
const workers = new Set<string>(['clerk', 'specialist', 'leader'])

/** Work goes only to staff of the agency. @throws Refusal 422 for anybody else. */
export function checkAssignee(memberships: Membership[], agencies: string[]): void {
  if (memberships.some(({ agency, role }) => agencies.includes(agency) && workers.has(role))) return
  throw new Refusal('invalid-request', {
    errors: [{ pointer: '/to/person', detail: 'Not of the staff of this agency' }],
  })
}

/**
 * A result rests on checked files only, and never on one that the applicant brought, were it long replaced by another.
 * @param standing the results that the dossier has already.
 * @throws Refusal 409 while one is not verified.
 */
export function checkResults(
  files: FileReference[],
  copies: Map<string, Copy>,
  by: By,
  code: string,
  pointer = '/results',
  standing: FileReference[] = [],
): void {
  const unchecked = new Set([undefined, 'AWAITING_UPLOAD', 'CHECKING'])
  const missing = files.find(({ id }) => unchecked.has(copies.get(id)?.status))
  if (missing) throw new Refusal('attachment-not-verified', { attachment: missing.id })
  const results = new Set(standing.map(({ id }) => id))
  const brought = files.filter(({ id }) => {
    const copy = copies.get(id)
    return !results.has(id) && (copy?.dossier === code || copy?.uploader.id === anonymousHolder(code))
  })
  if (brought.length > 0) {
    const errors = brought.map(({ id }) => ({ pointer, detail: `A paper of the application: ${id}` }))
    throw new Refusal('attachment-unusable', { errors })
  }
  checkFiles(files, copies, by, code, pointer)
}
