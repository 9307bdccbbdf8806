import { localDate } from '../../shared/calendar/instant.ts'
import type { Actor, Membership } from '../../shared/permission/actor.ts'
import { membershipsFor, roleFor } from '../../shared/permission/permission.ts'
import { type FieldError, Refusal } from '../../shared/problems/refusal.ts'
import type { AgencyCopy } from './copies.ts'
import type { By, Feedback, Submitter } from './feedback.ts'
import { type Channel, type Kind, legal } from './kinds.ts'
import { kindOf } from './wording.ts'

/** What is sent in, as far as its kind and its way are decided by it. */
export interface Sent {
  channel: Channel
  kind: Kind
  content: string
  dossier?: string
  agency?: string
  submitter?: Submitter
  anonymous?: boolean
}

const refused = (...errors: FieldError[]) => new Refusal('invalid-request', { errors })

/** What somebody says to a member of staff, who writes it down. */
export const spoken: ReadonlySet<Channel> = new Set(['HOTLINE', 'COUNTER'])
/** What also staff may type in, from paper or mail. */
const typedIn: ReadonlySet<Channel> = new Set([...spoken, 'BOX', 'MAIL', 'EMAIL'])

/** What legal feedback lacks of its author: name, address, and telephone or e-mail (Decree 20/2008, Art. 7 and 9). */
function missing({ submitter }: Sent): FieldError[] {
  if (!submitter) return [{ pointer: '/submitter', detail: 'Needs name, address, and telephone or e-mail' }]
  const { address, phone, email } = submitter
  return [
    ...(address === undefined ? [{ pointer: '/submitter/address', detail: 'Needed for this kind' }] : []),
    ...(phone === undefined && email === undefined
      ? [{ pointer: '/submitter/phone', detail: 'Telephone or e-mail is needed for this kind' }]
      : []),
  ]
}

/**
 * The kind that a feedback is dealt with as: what its author called it, or what its words make of it. Legal feedback of
 * nobody is taken from the box as a suggestion, for a paper note can't be handed back; elsewhere the form can say what is
 * missing. @throws Refusal 422 with pointers.
 */
export function classified(sent: Sent): Kind {
  const { channel, content, submitter, anonymous } = sent
  if (anonymous && submitter) throw refused({ pointer: '/anonymous', detail: 'Names its author all the same' })
  const kind = kindOf(sent.kind, content)
  if (!legal.has(kind)) return kind
  if (channel === 'BOX' && !submitter) return 'GOP_Y'
  const errors = missing(sent)
  if (errors.length > 0) throw refused(...errors)
  return kind
}

/** The agency of a dossier, which its code begins with. */
const agencyOfDossier = (code: string | undefined) => code?.split('-', 1)[0]

/**
 * The agency that it is for: the one named, that of the clerk who takes it down, that of the dossier, or the deployment's.
 * @throws Refusal 422 where none follows.
 */
export function addressee({ agency, channel, dossier }: Sent, actor: Actor, otherwise: string | undefined): string {
  const own = typedIn.has(channel) ? membershipsFor(actor, 'feedback:take-down').map((row) => row.agency) : []
  const only = new Set(own).size === 1 ? own[0] : undefined
  const found = agency ?? only ?? agencyOfDossier(dossier) ?? otherwise
  if (found === undefined) throw refused({ pointer: '/agency', detail: 'Name the agency' })
  return found
}

/** The agency with its first receiving point, where it is open on this day. @throws Refusal 422. */
export function openAgency(copy: AgencyCopy | undefined, now: string) {
  const day = localDate(now)
  const point = copy?.receivingPoints[0]
  if (!copy || !point || copy.agency.validFrom > day || (copy.agency.validTo ?? day) < day) {
    throw refused({ pointer: '/agency', detail: 'Not known, closed, or without a receiving point' })
  }
  return { agency: copy, point }
}

/** The actor in one of his roles, with his name and agency. */
export function actingAs({ id, memberships }: Actor, role: string, agencies: string[]): By {
  const member = memberships.find((row) => row.role === role && agencies.includes(row.agency))
  return { id, role, ...(member ? { name: member.name, agency: member.agency } : {}) }
}

/**
 * Who of the staff takes it down; undefined for its author himself, who is kept nowhere but in the sealed part.
 * @throws Refusal 401, 403 for what is said at the counter or on the telephone, which only a clerk there writes down.
 */
export function takerOf(actor: Actor, channel: Channel, agencies: string[]): By | undefined {
  const role = typedIn.has(channel) ? roleFor(actor, 'feedback:take-down', { agencies }) : undefined
  if (role) return actingAs(actor, role, agencies)
  if (spoken.has(channel)) throw new Refusal(actor.kind === 'anonymous' ? 'unauthenticated' : 'forbidden')
  return undefined
}

/** Who works on feedback; on a denunciation only who may know of it. */
const workers = { ordinary: ['clerk', 'specialist', 'leader'], restricted: ['leader'] }

/** Work goes only to staff of its agency or above, a denunciation only to leaders. @throws Refusal 422 for anybody else. */
export function checkAssignee(
  memberships: Membership[],
  { agencies, restricted }: Pick<Feedback, 'restricted'> & { agencies: string[] },
): void {
  const wanted = workers[restricted ? 'restricted' : 'ordinary']
  if (memberships.some(({ agency, role }) => agencies.includes(agency) && wanted.includes(role))) return
  throw refused({ pointer: '/person', detail: 'Not of the staff who may work on it' })
}
