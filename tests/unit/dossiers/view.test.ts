import { describe, expect, it } from 'vitest'
import { snapshot } from '../../../functions/dossiers/snapshot.ts'
import { applicantView, headView, rowView } from '../../../functions/dossiers/view.ts'
import { agency } from './agency.ts'
import { accepted, calendar, clerk, version } from './sample.ts'

const around = (now: string) => ({
  agency: agency(1),
  procedure: { code: '1.004873', versions: [{ ...version, version: 1, name: 'Bản cũ' }, version] },
  calendar,
  now,
})
const row = (more = {}) => ({ ...accepted(more), version: 3 })

describe('a row of a list', () => {
  it('has what the list shows, with the office’s offset and the name of its own version', () => {
    expect(rowView(row({ assignee: { unit: 'ho-tich' } }), around('2026-11-16T03:00:00.000Z'))).toEqual({
      code: 'H26.125-261116-0001',
      procedure: { code: '1.004873', name: 'Cấp giấy xác nhận', version: 2 },
      status: { code: 2, name: 'Được tiếp nhận' },
      deadlineState: 'ON_TRACK',
      receivingPoint: 'H26.125-01',
      channel: 'DESK',
      dueAt: '2026-11-19T17:00:00.000+07:00',
      assignee: { unit: 'ho-tich' },
      version: 3,
    })
  })

  it('names a procedure by its code where its version is not known', () => {
    const unknown = row({ procedure: { code: '1.004873', version: 9 }, dueAt: undefined })
    expect(rowView(unknown, around('2026-11-16T03:00:00.000Z'))).toMatchObject({
      procedure: { name: '1.004873' },
      deadlineState: 'NOT_STARTED',
    })
  })

  it.each([
    ['2026-11-17T10:00:00.000Z', 'DUE_SOON'],
    ['2026-11-17T09:59:59.999Z', 'ON_TRACK'],
    ['2026-11-19T10:00:00.000Z', 'DUE_SOON'],
    ['2026-11-19T10:00:00.001Z', 'OVERDUE'],
  ])('is at %s %s: soon begins at closing, one whole working day before', (now, state) => {
    expect(rowView(row(), around(now)).deadlineState).toBe(state)
  })

  it('is paused while the clock of a fee stands by policy', () => {
    const paused = row({ status: 6, pausedAt: '2026-11-17T03:00:00.000Z' })
    expect(rowView(paused, around('2026-12-30T03:00:00.000Z')).deadlineState).toBe('PAUSED')
  })
})

describe('the record', () => {
  it('shows whose authority it is, and what was asked for by its name', () => {
    const asked = row({ status: 5, asked: ['GIAY_TO', 'OLD'], pausedAt: '2026-11-17T03:00:00.000Z', fee: { total: 5 } })
    expect(headView(asked, around('2026-11-18T03:00:00.000Z'))).toMatchObject({
      competentAuthority: 'UBND phường',
      systemOfRecord: 'LOCAL',
      case: 'ONE',
      asked: [
        { code: 'GIAY_TO', name: 'Giấy tờ' },
        { code: 'OLD', name: 'OLD' },
      ],
      pausedAt: '2026-11-17T10:00:00.000+07:00',
      fee: { total: 5 },
      submittedAt: '2026-11-16T09:10:00.000+07:00',
      acceptedAt: '2026-11-16T09:10:00.000+07:00',
      originalDueAt: '2026-11-19T17:00:00.000+07:00',
      returnBy: { method: 'DESK' },
    })
  })

  it('names what was asked for by its own case, and by the code where the case is not known', () => {
    const [one] = version.cases
    const other = { code: 'OTHER', papers: [{ code: 'GIAY_TO', name: 'Tên khác', required: true }], channels: [] }
    const now = around('2026-11-18T03:00:00.000Z')
    const both = { ...now, procedure: { code: '1.004873', versions: [{ ...version, cases: one ? [other, one] : [] }] } }
    const asked = { status: 5, asked: ['GIAY_TO'] }
    expect(headView(row(asked), both).asked).toEqual([{ code: 'GIAY_TO', name: 'Giấy tờ' }])
    expect(headView(row({ ...asked, case: 'GONE' }), both).asked).toEqual([{ code: 'GIAY_TO', name: 'GIAY_TO' }])
  })

  it('shows when a fee was paid with the office’s offset, and nothing of what is not there', () => {
    const paid = row({ fee: { total: 5, paidAt: '2026-11-17T03:00:00.000Z' }, procedure: { code: 'x', version: 9 } })
    const view = headView(paid, around('2026-11-18T03:00:00.000Z'))
    expect(view.fee).toEqual({ total: 5, paidAt: '2026-11-17T10:00:00.000+07:00' })
    expect(view).toMatchObject({ competentAuthority: '', systemOfRecord: '' })
    expect(view.asked).toBeUndefined()
    expect(view.endedAt).toBeUndefined()
  })
})

describe('the applicant', () => {
  it('is known by name, the rest masked; a tax code that is an identity number too', () => {
    const view = applicantView({ name: 'Tên', phone: '0912345678', idNumber: '001199000123', taxCode: '001199000123' })
    expect(view).toEqual({ name: 'Tên', phone: '091•••678', idNumber: '•••123', taxCode: '•••123' })
    expect(applicantView({ name: 'Công ty', taxCode: '0101234567' })).toEqual({
      name: 'Công ty',
      taxCode: '0101234567',
    })
    expect(applicantView({ taxCode: '0011990001234' })).toEqual({ taxCode: '0011990001234' })
  })
})

describe('the snapshot of an event', () => {
  it('has what may be known of the head and who acted, and no name of him', () => {
    const acted = { dossier: accepted({ assignee: { unit: 'u' }, owner: 'o' }), event: 'dossier.accepted' }
    // Strictly: a field that is not there is no field without a value, which an event could not carry.
    expect(snapshot(acted, clerk)).toStrictEqual({
      code: 'H26.125-261116-0001',
      agency: 'H26.125',
      receivingPoint: 'H26.125-01',
      procedure: { code: '1.004873', version: 2 },
      channel: 'DESK',
      status: 2,
      submittedAt: '2026-11-16T02:10:00.000Z',
      acceptedAt: '2026-11-16T02:10:00.000Z',
      dueAt: '2026-11-19T10:00:00.000Z',
      originalDueAt: '2026-11-19T10:00:00.000Z',
      deadlineVersion: 1,
      supplements: 0,
      extensions: 0,
      assignee: { unit: 'u' },
      filedBy: { id: 'clerk-1', agency: 'H26.125' },
      owner: 'o',
      by: { id: 'clerk-1', agency: 'H26.125' },
    })
  })

  it('names the files of the act, and no list where there are none', () => {
    const attachments = [{ id: 'f', sha256: 'a'.repeat(64) }]
    const event = 'dossier.noted'
    expect(snapshot({ dossier: accepted(), event, attachments }, { id: 'x', role: 'citizen' })).toMatchObject({
      attachments,
      by: { id: 'x' },
    })
    expect(snapshot({ dossier: accepted(), event, attachments: [] }, clerk)).not.toHaveProperty('attachments')
  })
})
