import type { Change, Entry } from '../../shared/dynamodb/journal.ts'
import type { Actor } from '../../shared/permission/actor.ts'
import { roleFor } from '../../shared/permission/permission.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import type { AgencyChanged, StaffChanged } from './events.ts'
import { defaultPolicy, type Policy } from './policy.ts'
import type { ReceivingPoint } from './receiving-point.ts'
import type { Agency, Staff } from './schemas.ts'

/** Who changes something, and when. */
export interface Signed {
  actor: Actor
  now: string
}

/** An agency as it is kept, with all that belongs to it; `summary` is what its list shows. */
export interface AgencyHead {
  listed: 'AGENCY'
  id: string
  summary: Agency
  receivingPoints: ReceivingPoint[]
  /** By which request each receiving point was made, so that its repetition gets the same answer. */
  madeBy: Record<string, string>
  policy: Policy
  lineage: string[]
}

/** A registration as it is kept; `id` is the person, `summary` what the agency's list of staff shows. */
export interface StaffHead {
  listed: `STAFF#${string}`
  id: string
  agency: string
  summary: Staff
}

/** An agency that has said nothing yet but who it is: no receiving point, the default policy. */
export const newAgency = (summary: Agency, lineage: string[]): AgencyHead => ({
  listed: 'AGENCY',
  id: summary.id,
  summary,
  receivingPoints: [],
  madeBy: {},
  policy: defaultPolicy,
  lineage,
})

/** A person's registration at an agency. */
export const registration = (agency: string, summary: Staff): StaffHead => ({
  listed: `STAFF#${agency}`,
  id: summary.person,
  agency,
  summary,
})

/** What says where an agency stands among the others, and from when to when: its superiors decide that. */
const place = ['parent', 'successor', 'validFrom', 'validTo'] as const

/**
 * Holds a change of place to an administrator above the agency, where it stands now and where it would stand; else 403.
 * A new agency stands nowhere yet: who may make it is decided before.
 */
export function checkPlace(
  current: AgencyHead | undefined,
  next: Pick<AgencyHead, 'summary' | 'lineage'>,
  actor: Actor,
) {
  if (!current || place.every((field) => current.summary[field] === next.summary[field])) return
  for (const { lineage } of [current, next]) {
    if (roleFor(actor, 'agency:place', { agencies: [current.id, ...lineage] })) continue
    throw new Refusal('forbidden', { detail: 'parent, successor, validFrom and validTo are changed from above' })
  }
}

/** The agency's receiving point of this id, which must be there. */
export function pointOf({ receivingPoints }: AgencyHead, id: string): ReceivingPoint {
  const found = receivingPoints.find((point) => point.id === id)
  if (!found) throw new Error(`${id} is not there`)
  return found
}

function by({ actor }: Signed): Entry['by'] {
  const membership = actor.memberships.find(({ role }) => role === 'administrator')
  return { id: actor.id, role: 'administrator', ...(membership ? { name: membership.name } : {}) }
}

/** The change that leaves the agency so, with the whole record as its event. */
export function agencyChange(next: AgencyHead, signed: Signed): Change<AgencyHead> {
  const { id, summary: agency, receivingPoints, policy, lineage } = next
  const data = { agency, receivingPoints, policy, lineage } satisfies AgencyChanged
  return { head: next, entry: { type: 'agency.changed', at: signed.now, by: by(signed), agency: id, data } }
}

/** The change that leaves the registration so; the event has no telephone number. */
export function staffChange(next: StaffHead, signed: Signed): Change<StaffHead> {
  const { phone: _, ...published } = next.summary
  const data = { ...published, agency: next.agency } satisfies StaffChanged
  return { head: next, entry: { type: 'staff.changed', at: signed.now, by: by(signed), agency: next.agency, data } }
}
