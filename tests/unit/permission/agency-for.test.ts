import { describe, expect, it } from 'vitest'
import type { Actor, Membership } from '../../../shared/permission/actor.ts'
import { agencyFor } from '../../../shared/permission/agency-for.ts'

const at = (agency: string, role: Membership['role'] = 'clerk'): Membership => ({ agency, role, name: 'x' })
const person = (...memberships: Membership[]): Actor => ({ kind: 'person', id: 'officer', memberships })
const pointer = '/query/agency'
const asking = (actor: Actor, asked?: string, lineage: string[] = []) =>
  agencyFor(actor, 'dossier:list', asked, { lineage, pointer })
const refuses = (problem: string, facts: object = {}) => expect.objectContaining({ problem, ...facts })

describe('the agency for which somebody asks', () => {
  it('is the only one where his role has the right', () => {
    expect(asking(person(at('H26.125')))).toBe('H26.125')
    expect(asking(person(at('H26.125'), at('H26.999', 'administrator')))).toBe('H26.125')
    expect(asking(person(at('H26.125'), at('H26.125', 'leader')))).toBe('H26.125')
  })

  it('is named by who works at several', () => {
    const both = person(at('H26.125'), at('H26.7', 'leader'))
    const errors = [{ pointer, detail: 'Name one of your agencies' }]
    expect(() => asking(both)).toThrow(refuses('invalid-request', { facts: { errors } }))
    expect(asking(both, 'H26.7')).toBe('H26.7')
  })

  it('is one of his or one below, and for everybody else there is none', () => {
    expect(asking(person(at('H26')), 'H26.125', ['H26'])).toBe('H26.125')
    expect(() => asking(person(at('H26.999')), 'H26.125', ['H26'])).toThrow(refuses('agency-not-found'))
    expect(() => asking(person(at('H26.125', 'supervisor')), 'H26.125')).toThrow(refuses('agency-not-found'))
  })
})
