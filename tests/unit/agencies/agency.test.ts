import { describe, expect, it } from 'vitest'
import {
  agencyChange,
  checkPlace,
  newAgency,
  pointOf,
  registration,
  staffChange,
} from '../../../functions/agencies/agency.ts'
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

describe('the place of an agency among the others', () => {
  const current = newAgency({ ...agency, parent: 'H26' }, ['H26', 'H01'])
  const by = (at: string) => ({
    ...signed.actor,
    memberships: [{ ...memberships[0], role: 'administrator' as const, name: 'x', agency: at }],
  })
  const placed =
    (at: string, change: Partial<Agency>, lineage = current.lineage) =>
    () =>
      checkPlace(current, { summary: { ...current.summary, ...change }, lineage }, by(at))
  const changes: Partial<Agency>[] = [
    { parent: undefined },
    { successor: 'H26.6' },
    { validFrom: '2025-01-01' },
    { validTo: '2030-01-01' },
  ]

  it.each(changes)('is changed from above and not by its own administrator: %o', (change) => {
    for (const above of ['H26', 'H01', '*']) expect(placed(above, change)).not.toThrow()
    for (const other of ['H26.5', 'H26.6']) {
      expect(placed(other, change)).toThrow(expect.objectContaining({ problem: 'forbidden' }))
    }
  })

  it('is not its name and not its level', () => {
    expect(placed('H26.5', { name: 'Mới', level: 'DISTRICT' })).not.toThrow()
  })

  it('is changed only by who stands above its new place too', () => {
    expect(placed('H26', { parent: 'H27' }, ['H27'])).toThrow(expect.objectContaining({ problem: 'forbidden' }))
    expect(placed('H26', { parent: undefined }, [])).toThrow(expect.objectContaining({ problem: 'forbidden' }))
    expect(placed('H01', { parent: 'H27' }, ['H27', 'H01'])).not.toThrow()
    expect(placed('*', { parent: undefined }, [])).not.toThrow()
  })

  it('is none yet of an agency that is made', () => {
    const next = { summary: agency, lineage: [] }
    expect(() => checkPlace(undefined, next, by('H26.5'))).not.toThrow()
  })
})

describe('a receiving point of an agency', () => {
  it('is found by its id, or is a bug', () => {
    const head = { ...newAgency(agency, []), receivingPoints: [longestPoint(1)] }
    expect(pointOf(head, 'H26.5-1')).toEqual(longestPoint(1))
    expect(() => pointOf(head, 'H26.5-2')).toThrow('H26.5-2 is not there')
  })
})
