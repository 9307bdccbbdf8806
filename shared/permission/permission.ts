import { type Actor, everyAgency, type Membership } from './actor.ts'
import { type Action, permissions, type Role, type Whose } from './table.ts'

/** What a permission is asked about: the record's agency with its superior agencies, and the persons it belongs to. */
export interface Subject {
  agencies?: string[]
  owners?: string[]
}

const whose = (action: Action, role: Role): Whose | undefined =>
  (permissions[action] as Partial<Record<Role, Whose>>)[role]

/** The actor's registrations whose role has this action, for any record at all. */
export function membershipsFor(actor: Actor, action: Action): Membership[] {
  return actor.memberships.filter(({ role }) => whose(action, role) !== undefined)
}

/** Whether the actor's roles know the action at all, whatever the record. */
export function mayEver(actor: Actor, action: Action): boolean {
  if (whose(action, 'anyone')) return true
  if (actor.kind === 'anonymous') return false
  if (membershipsFor(actor, action).length > 0) return true
  return actor.kind === 'person' && whose(action, 'citizen') !== undefined
}

/** Whether a registration at this agency reaches the record; one at every agency reaches what no agency has yet, too. */
const covers = (agency: string, { agencies = [] }: Subject) => agency === everyAgency || agencies.includes(agency)

/** The role under which the actor may do the action to this record, or undefined: he may not. */
export function roleFor(actor: Actor, action: Action, subject: Subject): Role | undefined {
  if (whose(action, 'anyone')) return 'anyone'
  const owns = actor.id !== '' && (subject.owners ?? []).includes(actor.id)
  for (const { role, agency } of actor.memberships) {
    const scope = whose(action, role)
    if (scope === 'any' || (scope === 'own' && owns)) return role
    if (scope === 'agency' && covers(agency, subject)) return role
  }
  if (actor.kind !== 'person') return undefined
  const scope = whose(action, 'citizen')
  return scope === 'any' || (scope === 'own' && owns) ? 'citizen' : undefined
}
