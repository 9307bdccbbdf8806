import type { StaffRole } from './table.ts'

/** One registration of a person or machine at an agency. */
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
