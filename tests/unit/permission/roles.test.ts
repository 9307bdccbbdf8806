import { describe, expect, it } from 'vitest'
import type { Actor } from '../../../shared/permission/actor.ts'
import { roleFor, rolesFor } from '../../../shared/permission/permission.ts'

describe('an actor with two registrations', () => {
  const actor: Actor = {
    kind: 'person',
    id: 'p',
    memberships: [
      { agency: 'H26', role: 'clerk', name: 'A' },
      { agency: 'H26.125', role: 'specialist', name: 'A' },
    ],
  }

  it('may act in each role that covers the record, the first registration first', () => {
    const record = { agencies: ['H26.125', 'H26'] }
    expect(rolesFor(actor, 'dossier:complete', record)).toEqual(['clerk', 'specialist'])
    expect(roleFor(actor, 'dossier:complete', record)).toBe('clerk')
    expect(rolesFor(actor, 'dossier:complete', { agencies: ['H26.126', 'H26'] })).toEqual(['clerk'])
    expect(rolesFor(actor, 'dossier:complete', { agencies: ['H29'] })).toEqual([])
  })
})
