import { describe, expect, it } from 'vitest'
import { agencyChange, newAgency, pointOf, registration, staffChange } from '../../../functions/agencies/agency.ts'
import { events } from '../../../functions/agencies/events.ts'
import { pointsMax, type ReceivingPoint } from '../../../functions/agencies/receiving-point.ts'
import type { Agency, Staff } from '../../../functions/agencies/schemas.ts'

const agency: Agency = { id: 'H26.5', name: 'Phường Phúc Lợi', level: 'COMMUNE', validFrom: '2025-07-01' }
const staff: Staff = {
  person: 'hoa',
  name: 'Nguyễn Thị Hoa',
  role: 'clerk',
  unit: 'Một cửa',
  email: 'hoa@phucloi.example',
  phone: '+84901234567',
  active: true,
}
const now = '2026-11-25T02:00:00.000Z'
const memberships = [{ agency: 'H26', role: 'administrator' as const, name: 'Trần Văn Quản' }]
const signed = { actor: { kind: 'person' as const, id: 'admin', memberships }, now }

/** A receiving point whose texts are as long as they may be, each letter of three bytes. */
const longestPoint = (n: number): ReceivingPoint => ({
  id: `H26.5-${n}`,
  name: 'ộ'.repeat(200),
  address: 'ộ'.repeat(300),
  branch: 'ộ'.repeat(200),
  hours: Array.from({ length: 6 }, () => ({ from: '08:00', to: '09:00' })),
  calendar: 'c'.repeat(64),
  saturdayDesk: true,
})

describe('the event of an agency', () => {
  const { entry } = agencyChange(newAgency(agency, ['H26']), signed)

  it('is what is promised to consumers', () => {
    expect(events['agency.changed'].parse(entry.data)).toEqual(entry.data)
  })

  it('does not tell by which requests its receiving points were made', () => {
    const { entry: event } = agencyChange({ ...newAgency(agency, []), madeBy: { 'H26.5-1': 'secret' } }, signed)
    expect(JSON.stringify(event)).not.toContain('secret')
  })

  it('names who changed it, when and which agency', () => {
    expect(entry).toMatchObject({ type: 'agency.changed', at: now, agency: 'H26.5' })
    expect(entry.by).toEqual({ id: 'admin', role: 'administrator', name: 'Trần Văn Quản' })
  })

  it('stays under 200 KB with as many receiving points as may be', () => {
    const receivingPoints = Array.from({ length: pointsMax }, (_, n) => longestPoint(n))
    const { entry: largest } = agencyChange({ ...newAgency(agency, ['H26']), receivingPoints }, signed)
    expect(Buffer.byteLength(JSON.stringify(largest.data))).toBeLessThan(200 * 1024)
  })
})

describe('the event of a member of staff', () => {
  const { entry, head } = staffChange(registration('H26.5', staff), signed)

  it('is what is promised to consumers, without the telephone number', () => {
    const { phone: _, ...published } = staff
    expect(entry.data).toEqual({ ...published, agency: 'H26.5' })
    expect(events['staff.changed'].parse(entry.data)).toEqual(entry.data)
  })

  it('leaves the telephone number in the record', () => {
    expect(head).toEqual({ listed: 'STAFF#H26.5', id: 'hoa', agency: 'H26.5', summary: staff })
  })
})

describe('a receiving point of an agency', () => {
  it('is found by its id, or is a bug', () => {
    const head = { ...newAgency(agency, []), receivingPoints: [longestPoint(1)] }
    expect(pointOf(head, 'H26.5-1')).toEqual(longestPoint(1))
    expect(() => pointOf(head, 'H26.5-2')).toThrow('H26.5-2 is not there')
  })
})
