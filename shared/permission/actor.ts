import type { StaffRole } from './table.ts'

/** The agency of a membership that covers every agency: no agency has it as its id. */
export const everyAgency = '*'

/** One registration of a person or machine at an agency, or `everyAgency`. */
export interface Membership {
  agency: string
  role: StaffRole
  unit?: string
  name: string
}

/** Who calls, as a verified token and the staff register say. `id` is the token's `sub` or `client_id`. */
export interface Actor {
  kind: 'anonymous' | 'person' | 'machine'
  id: string
  memberships: Membership[]
}

export const anonymous: Actor = { kind: 'anonymous', id: '', memberships: [] }
