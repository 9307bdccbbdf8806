import { Refusal } from '../../shared/problems/refusal.ts'
import type { Agency } from './schemas.ts'

/** An agency at the version at which it was read. */
export interface KnownAgency {
  agency: Agency
  version: number
}

const longest = 10

/**
 * The agencies that follow one another from this one by `field`, the nearest first.
 * Refuses (422) an agency that does not exist, one that leads back to its beginning, and more than ten steps.
 */
export async function chain(
  from: Agency,
  field: 'parent' | 'successor',
  load: (id: string) => Promise<KnownAgency | undefined>,
): Promise<KnownAgency[]> {
  const refused = (detail: string) => new Refusal('invalid-request', { errors: [{ pointer: `/${field}`, detail }] })
  const found: KnownAgency[] = []
  for (let next = from[field]; next !== undefined; ) {
    if (next === from.id) throw refused('leads back to this agency')
    if (found.length >= longest) throw refused(`is the end of more than ${longest} agencies`)
    const known = await load(next)
    if (!known) throw refused('No such agency')
    found.push(known)
    next = known.agency[field]
  }
  return found
}

/** The ids of all agencies below this one, superiors before their subordinates. */
export function below(id: string, agencies: Agency[]): string[] {
  const found: string[] = []
  const visit = (superior: string) => {
    for (const { id: child, parent } of agencies) {
      if (parent !== superior || found.includes(child) || child === id) continue
      found.push(child)
      visit(child)
    }
  }
  visit(id)
  return found
}
