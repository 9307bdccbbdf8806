import { describe, expect, it } from 'vitest'
import { below, chain } from '../../../functions/agencies/lineage.ts'
import type { Agency } from '../../../functions/agencies/schemas.ts'

const agency = (id: string, links: Partial<Agency> = {}): Agency => ({
  id,
  name: id,
  level: 'COMMUNE',
  validFrom: '2025-07-01',
  ...links,
})

const among = (agencies: Agency[]) => async (id: string) => {
  const found = agencies.find((known) => known.id === id)
  return found && { agency: found, version: 1 }
}

const ids = async (from: Agency, field: 'parent' | 'successor', agencies: Agency[]) =>
  (await chain(from, field, among(agencies))).map((known) => known.agency.id)

const errorsOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (refusal) => refusal.facts.errors,
  )

describe('the superiors of an agency', () => {
  it('come with the nearest first', async () => {
    const known = [agency('H26'), agency('H26.1', { parent: 'H26' })]
    expect(await ids(agency('H26.1.2', { parent: 'H26.1' }), 'parent', known)).toEqual(['H26.1', 'H26'])
  })

  it('are none for an agency without a parent', async () => {
    expect(await ids(agency('H26'), 'parent', [])).toEqual([])
  })

  it('must exist', async () => {
    const refused = await errorsOf(ids(agency('H26.1', { parent: 'H99' }), 'parent', []))
    expect(refused).toEqual([{ pointer: '/parent', detail: 'No such agency' }])
  })

  it('may not lead back to the agency', async () => {
    const known = [agency('H26', { parent: 'H26.1' }), agency('H26.1', { parent: 'H26' })]
    const refused = await errorsOf(ids(agency('H26', { parent: 'H26.1' }), 'parent', known))
    expect(refused).toEqual([{ pointer: '/parent', detail: 'leads back to this agency' }])
  })

  it('may not be the agency itself', async () => {
    const refused = await errorsOf(ids(agency('H26', { parent: 'H26' }), 'parent', [agency('H26')]))
    expect(refused).toMatchObject([{ pointer: '/parent' }])
  })

  it('are at most ten', async () => {
    const known = Array.from({ length: 12 }, (_, n) => agency(`H26.${n}`, n === 0 ? {} : { parent: `H26.${n - 1}` }))
    const refused = await errorsOf(ids(agency('H27', { parent: 'H26.11' }), 'parent', known))
    expect(refused).toMatchObject([{ pointer: '/parent' }])
  })
})

describe('the successors of an agency', () => {
  it('may not lead back to it', async () => {
    const known = [agency('H26.1'), agency('H26.2', { successor: 'H26.1' })]
    const refused = await errorsOf(ids(agency('H26.1', { successor: 'H26.2' }), 'successor', known))
    expect(refused).toMatchObject([{ pointer: '/successor' }])
  })
})

describe('the agencies below one', () => {
  it('come superiors first, whatever their order in the list', () => {
    const all = [agency('A01', { parent: 'C01' }), agency('C01', { parent: 'H26' }), agency('H26'), agency('X01')]
    expect(below('H26', all)).toEqual(['C01', 'A01'])
  })

  it('are found in a circle without end', () => {
    const all = [agency('A01', { parent: 'B01' }), agency('B01', { parent: 'A01' })]
    expect(below('A01', all)).toEqual(['B01'])
  })
})
