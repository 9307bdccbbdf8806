import { Refusal } from '../problems/refusal.ts'
import type { Actor } from './actor.ts'
import { membershipsFor, roleFor } from './permission.ts'
import type { Action } from './table.ts'

/**
 * The one agency for which an actor does something that is of an agency: his own, or one below it; asked for when he
 * serves several. @throws Refusal 422 at the pointer when none is named, 404 for one that is neither.
 */
export function agencyFor(
  actor: Actor,
  action: Action,
  asked: string | undefined,
  { lineage = [], pointer }: { lineage?: string[]; pointer: string },
): string {
  const own = [...new Set(membershipsFor(actor, action).map(({ agency }) => agency))]
  const agency = asked ?? (own.length === 1 ? own[0] : undefined)
  if (agency === undefined) {
    throw new Refusal('invalid-request', { errors: [{ pointer, detail: 'Name one of your agencies' }] })
  }
  if (!roleFor(actor, action, { agencies: [agency, ...lineage] })) throw new Refusal('agency-not-found')
  return agency
}
