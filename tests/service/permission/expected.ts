import type { permissions, Role, Whose } from '../../../shared/permission/table.ts'
import type { Caller } from './callers.ts'

export type Row = Partial<Record<Role, Whose>> | (typeof permissions)[keyof typeof permissions]

/** The record that a request is about: its agency and those above, the persons it belongs to, and who may see it. */
export interface About {
  agencies: string[]
  owners: string[]
  /** Absent: nothing that could be seen is asked for, such as a record that is to be made. */
  seenBy?: Row
}

export type Verdict = 401 | 403 | 404 | 'passes'

/** Whether a scope of the table reaches the record; without a record, whether it could reach any. */
function reaches(scope: Whose | undefined, agency: string | undefined, id: string | undefined, about?: About): boolean {
  if (scope === undefined) return false
  if (scope === 'any') return true
  if (scope === 'everywhere') return agency === '*'
  if (about === undefined) return true
  if (scope === 'own') return id !== undefined && about.owners.includes(id)
  const [own, ...above] = about.agencies
  if (agency === '*') return true
  return agency !== undefined && (above.includes(agency) || (scope === 'agency' && agency === own))
}

/** Whether the table gives him the deed, read apart from shared/permission. A record's secret is not shown here. */
function may({ id, kind, at }: Caller, row: Row, about?: About): boolean {
  const scopes: Partial<Record<Role, Whose>> = row
  if (scopes.anyone) return true
  if (id === undefined) return false
  if (at.some(({ role, agency }) => reaches(scopes[role], agency, id, about))) return true
  return kind === 'person' && reaches(scopes.citizen, undefined, id, about)
}

/** What the table says to a caller: what he may not see is not there, what he sees and may not do is forbidden. */
export function expected(caller: Caller, row: Row, about?: About): Verdict {
  if (may(caller, row, about)) return 'passes'
  if (caller.id === undefined) return 401
  return about?.seenBy === undefined || may(caller, about.seenBy, about) ? 403 : 404
}
