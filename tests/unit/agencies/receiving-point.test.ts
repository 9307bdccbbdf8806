import { describe, expect, it } from 'vitest'
import {
  placePoint,
  pointsMax,
  type ReceivingPoint,
  ReceivingPointBody,
} from '../../../functions/agencies/receiving-point.ts'
import { CalendarId } from '../../../functions/procedures/calendar-schema.ts'

const body = {
  name: 'Điểm tiếp nhận số 1',
  address: '1 phố Sài Đồng, phường Phúc Lợi, Hà Nội',
  hours: [
    { from: '08:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ],
  calendar: 'vn-civil-service',
  saturdayDesk: true,
  branch: 'Chi nhánh số 5',
}
const point = (id: string): ReceivingPoint => ({ id, ...body })
const paths = (value: unknown) => ReceivingPointBody.safeParse(value).error?.issues.map(({ path }) => path.join('/'))

describe('the hours of a receiving point', () => {
  it('may follow one another without a break', () => {
    const hours = [
      { from: '07:30', to: '11:30' },
      { from: '11:30', to: '16:30' },
    ]
    expect(paths({ ...body, hours })).toBeUndefined()
  })

  it('may not overlap', () => {
    const hours = [
      { from: '08:00', to: '12:00' },
      { from: '11:59', to: '17:00' },
    ]
    expect(paths({ ...body, hours })).toEqual(['hours/1/from'])
  })

  it('come in order', () => {
    expect(paths({ ...body, hours: body.hours.toReversed() })).toEqual(['hours/1/from'])
  })

  it('end after they begin', () => {
    expect(paths({ ...body, hours: [{ from: '12:00', to: '12:00' }] })).toEqual(['hours/0/to'])
  })

  it.each(['8:00', '24:00', '08:60', '08:00:00'])('know no time %s', (from) => {
    expect(paths({ ...body, hours: [{ from, to: '23:59' }] })).toContain('hours/0/from')
  })

  it('are never none', () => {
    expect(paths({ ...body, hours: [] })).toEqual(['hours'])
  })
})

describe('the hotline of a receiving point', () => {
  it.each(['1022', '19001009', '024 3942 1234', '+84 24 3942 1234'])('may be %s', (hotline) => {
    expect(paths({ ...body, hotline })).toBeUndefined()
  })

  it('is a telephone number', () => {
    expect(paths({ ...body, hotline: 'hỏi ở quầy' })).toEqual(['hotline'])
  })
})

describe('the calendar of a receiving point', () => {
  it.each(['vn-civil-service', 'a', '0'.repeat(64)])('may be %s', (calendar) => {
    expect(paths({ ...body, calendar })).toBeUndefined()
    expect(CalendarId.safeParse(calendar).success).toBe(true)
  })

  it.each(['', 'VN-civil-service', 'vn.civil', 'vn_civil', 'lịch', 'vn#1', '0'.repeat(65)])(
    'is no id that no calendar can have: %s',
    (calendar) => {
      expect(paths({ ...body, calendar })).toEqual(['calendar'])
      expect(CalendarId.safeParse(calendar).success).toBe(false)
    },
  )
})

describe('the id of a receiving point', () => {
  it('is its agency with a suffix', () => {
    expect(placePoint([], 'H26.1', point('H26.1-sai-dong'))).toHaveLength(1)
  })

  it.each(['H26.1', 'H26.1-', 'H26.1--a', 'H26.11-a', 'H26.2-a', 'H26.1-a.b'])('is not %s at H26.1', (id) => {
    expect(() => placePoint([], 'H26.1', point(id))).toThrow(expect.objectContaining({ problem: 'invalid-request' }))
  })
})

describe('the receiving points of an agency', () => {
  it('stand in the order of their ids, each once', () => {
    const points = placePoint(placePoint([], 'H26', point('H26-b')), 'H26', point('H26-a'))
    const renamed = placePoint(points, 'H26', { ...point('H26-b'), name: 'Quầy B' })
    expect(renamed.map(({ id, name }) => [id, name])).toEqual([
      ['H26-a', body.name],
      ['H26-b', 'Quầy B'],
    ])
  })

  it('are not more than fit into one event', () => {
    const points = Array.from({ length: pointsMax }, (_, n) => point(`H26-${n}`))
    expect(() => placePoint(points, 'H26', point('H26-more'))).toThrow(
      expect.objectContaining({ problem: 'invalid-request' }),
    )
    expect(placePoint(points, 'H26', point('H26-0'))).toHaveLength(pointsMax)
  })
})
