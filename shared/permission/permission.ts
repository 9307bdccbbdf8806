import { type Actor, everyAgency, type Membership } from './actor.ts'
import { type Action, permissions, type Role, type Whose } from './table.ts'

/** What a permission is asked about: the record's agency, then its superior agencies; and the persons it belongs to. */
export interface Subject {
  agencies?: string[]
  owners?: string[]
}

const whose = (action: Action, role: Role): Whose | undefined =>
  (permissions[action] as Partial<Record<Role, Whose>>)[role]

/** The actor's registrations whose role has this action, for any record at all. */
export function membershipsFor(actor: Actor, action: Action): Membership[] {
  return actor.memberships.filter(({ role, agency }) => {
    const scope = whose(action, role)
    return scope === 'everywhere' ? agency === everyAgency : scope !== undefined
  })
}

/** Whether the actor's roles know the action at all, whatever the record. */
export function mayEver(actor: Actor, action: Action): boolean {
  if (whose(action, 'anyone') || whose(action, 'holder')) return true
  if (actor.kind === 'anonymous') return false
  if (membershipsFor(actor, action).length > 0) return true
  return actor.kind === 'person' && whose(action, 'citizen') !== undefined
}

/** Whether a registration at this agency reaches the record; one at every agency reaches what no agency has yet, too. */
const covers = (agency: string, { agencies = [] }: Subject) => agency === everyAgency || agencies.includes(agency)

const superiorsOf = ({ agencies = [] }: Subject): Subject => ({ agencies: agencies.slice(1) })

/** Every role under which the actor may do the action to this record, in the order of his registrations. */
export function rolesFor(actor: Actor, action: Action, subject: Subject): Role[] {
  if (whose(action, 'anyone')) return ['anyone']
  const owns = actor.id !== '' && (subject.owners ?? []).includes(actor.id)
  const roles = actor.memberships.flatMap(({ role, agency }): Role[] => {
    const scope = whose(action, role)
    const may =
      scope === 'any' ||
      (scope === 'own' && owns) ||
      (scope === 'agency' && covers(agency, subject)) ||
      (scope === 'below' && covers(agency, superiorsOf(subject))) ||
      (scope === 'everywhere' && agency === everyAgency)
    return may ? [role] : []
  })
  const asCitizen = actor.kind === 'person' ? whose(action, 'citizen') : undefined
  return asCitizen === 'any' || (asCitizen === 'own' && owns) ? [...roles, 'citizen'] : roles
}

/** The first role under which the actor may do the action to this record, or undefined: he may not. */
export const roleFor = (actor: Actor, action: Action, subject: Subject): Role | undefined =>
  rolesFor(actor, action, subject)[0]
