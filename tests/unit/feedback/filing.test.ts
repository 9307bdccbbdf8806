import { describe, expect, it } from 'vitest'
import { addressee, checkAssignee, classified, openAgency, takerOf } from '../../../functions/feedback/filing.ts'
import { type Channel, channels, kinds } from '../../../functions/feedback/kinds.ts'
import { Refusal } from '../../../shared/problems/refusal.ts'
import { actor, agency, citizen, monday, nobody } from './sample.ts'

const who = { name: 'Nguyễn Thị Ví Dụ', address: 'Số 7', phone: '+84912345678', email: 'vi.du@example.vn' }
const sent = (more: object = {}) => ({ channel: 'WEB', kind: 'PHAN_ANH', content: 'Ghế ít', ...more }) as const
type Sent = Parameters<typeof classified>[0]

function refused(work: () => unknown) {
  try {
    return { value: work() }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { problem: error.problem, at: error.facts.errors?.map(({ pointer }) => pointer) }
  }
}
const kindOf = (more: object) => refused(() => classified(sent(more) as Sent))
const invalid = (...at: string[]) => ({ problem: 'invalid-request', at })

describe('legal feedback', () => {
  it('has name, address, and telephone or e-mail, by whatever channel it comes', () => {
    for (const kind of ['PHAN_ANH', 'KIEN_NGHI']) {
      for (const channel of channels) {
        const { phone: _phone, ...byMail } = who
        const { email: _email, ...byPhone } = who
        const { address: _address, ...homeless } = who
        for (const submitter of [who, byMail, byPhone]) {
          expect(kindOf({ kind, channel, submitter })).toEqual({ value: kind })
        }
        expect(kindOf({ kind, channel, submitter: homeless })).toEqual(invalid('/submitter/address'))
        expect(kindOf({ kind, channel, submitter: { name: who.name } })).toEqual(
          invalid('/submitter/address', '/submitter/phone'),
        )
      }
    }
  })

  it('of nobody is a suggestion from the box, and refused from elsewhere', () => {
    for (const kind of ['PHAN_ANH', 'KIEN_NGHI']) {
      for (const channel of channels) {
        for (const anonymous of [true, undefined]) {
          const expected = channel === 'BOX' ? { value: 'GOP_Y' } : invalid('/submitter')
          expect(kindOf({ kind, channel, anonymous })).toEqual(expected)
        }
      }
    }
  })
})

describe('a suggestion, a complaint, a denunciation', () => {
  it('may come from nobody, and from who says little of himself', () => {
    for (const kind of ['GOP_Y', 'KHIEU_NAI', 'TO_CAO']) {
      for (const channel of channels) {
        for (const more of [{ anonymous: true }, {}, { submitter: { name: who.name } }, { submitter: who }]) {
          expect(kindOf({ kind, channel, ...more })).toEqual({ value: kind })
        }
      }
    }
  })

  it('is told by its words, before the law asks who its author is', () => {
    const anonymous = true
    expect(kindOf({ anonymous, content: 'Tôi làm đơn tố cáo ông ấy' })).toEqual({ value: 'TO_CAO' })
    expect(kindOf({ anonymous, content: 'Tôi khiếu nại quyết định đó' })).toEqual({ value: 'KHIEU_NAI' })
  })
})

it('nobody is anonymous under his name', () => {
  for (const kind of kinds) expect(kindOf({ kind, submitter: who, anonymous: true })).toEqual(invalid('/anonymous'))
  expect(kindOf({ kind: 'GOP_Y', submitter: who, anonymous: false })).toEqual({ value: 'GOP_Y' })
})

describe('the agency that it is for', () => {
  const to = (more: object, by = nobody, otherwise?: string) =>
    refused(() => addressee(sent(more) as Sent, by, otherwise))
  const clerk = actor('clerk', ['H26.125'])
  const dossier = 'H26.777-261116-0042'

  it('is the one named, else the clerk’s, else that of the dossier, else that of the deployment', () => {
    expect(to({ agency: 'H26.1', channel: 'HOTLINE', dossier }, clerk, 'H26.9')).toEqual({ value: 'H26.1' })
    expect(to({ channel: 'HOTLINE', dossier }, clerk, 'H26.9')).toEqual({ value: 'H26.125' })
    expect(to({ channel: 'WEB', dossier }, clerk, 'H26.9')).toEqual({ value: 'H26.777' })
    expect(to({ dossier }, nobody, 'H26.9')).toEqual({ value: 'H26.777' })
    expect(to({ dossier: '000.00.01.H29-261116-0042' })).toEqual({ value: '000.00.01.H29' })
    expect(to({}, nobody, 'H26.9')).toEqual({ value: 'H26.9' })
    expect(to({})).toEqual(invalid('/agency'))
  })

  it('is not guessed for who works at two', () => {
    const both = actor('clerk', ['H26.125', 'H26.999'])
    expect(to({ channel: 'COUNTER' }, both)).toEqual(invalid('/agency'))
    expect(to({ channel: 'COUNTER' }, actor('leader', ['H26.125']))).toEqual(invalid('/agency'))
  })

  it('is known, has a desk, and is open on the day', () => {
    const opened = (copy: Parameters<typeof openAgency>[0]) => refused(() => openAgency(copy, monday))
    const copy = agency('H26.125')
    expect(opened(copy)).toEqual({ value: { agency: copy, point: copy.receivingPoints[0] } })
    expect(opened(agency('H26.125', { validTo: '2026-11-16' }))).toHaveProperty('value')
    expect(opened(agency('H26.125', { validFrom: '2026-11-16' }))).toHaveProperty('value')
    for (const other of [
      undefined,
      { ...copy, receivingPoints: [] },
      agency('H26.125', { validTo: '2026-11-15' }),
      agency('H26.125', { validFrom: '2026-11-17' }),
    ]) {
      expect(opened(other)).toEqual(invalid('/agency'))
    }
  })
})

describe('who takes it down', () => {
  const agencies = ['H26.125', 'H26']
  const taken = (by: Parameters<typeof takerOf>[0], channel: Channel) => refused(() => takerOf(by, channel, agencies))
  const clerk = actor('clerk', ['H26.125'])

  it('is a clerk of the agency or above, with his name, where it is said or comes on paper', () => {
    for (const channel of ['HOTLINE', 'COUNTER', 'BOX', 'MAIL', 'EMAIL'] as const) {
      const by = { id: 'clerk-1', role: 'clerk', name: 'Cán bộ clerk-1' }
      expect(taken(clerk, channel)).toEqual({ value: { ...by, agency: 'H26.125' } })
      expect(taken(actor('clerk', ['H26']), channel)).toEqual({ value: { ...by, agency: 'H26' } })
    }
  })

  it('is recorded for the agency and in the role in which he does it, whatever else he is', () => {
    const { memberships } = clerk
    const elsewhere = [...actor('clerk', ['H26.999']).memberships, ...actor('supervisor', ['H26.125']).memberships]
    const busy = {
      ...clerk,
      memberships: [...elsewhere.map((row) => ({ ...row, name: 'Người khác' })), ...memberships],
    }
    expect(taken(busy, 'COUNTER').value).toMatchObject({ name: 'Cán bộ clerk-1', agency: 'H26.125' })
  })

  it('is nobody where somebody writes himself, be he a clerk', () => {
    for (const channel of ['WEB', 'APP'] as const) expect(taken(clerk, channel)).toEqual({ value: undefined })
    for (const channel of ['BOX', 'MAIL', 'EMAIL'] as const) {
      for (const by of [nobody, citizen, actor('leader', ['H26.125'])]) {
        expect(taken(by, channel)).toEqual({ value: undefined })
      }
    }
  })

  it('must be one at the counter and on the telephone', () => {
    for (const channel of ['HOTLINE', 'COUNTER'] as const) {
      expect(taken(nobody, channel).problem).toBe('unauthenticated')
      for (const by of [citizen, actor('leader', ['H26.125']), actor('clerk', ['H26.999'])]) {
        expect(taken(by, channel).problem).toBe('forbidden')
      }
    }
  })
})

describe('work', () => {
  const agencies = ['H26.125', 'H26']
  const given = (role: Parameters<typeof actor>[0], at: string[], restricted?: true) =>
    refused(() => checkAssignee(actor(role, at).memberships, { agencies, restricted })).problem

  it('is given to the staff of the agency or above it, and to no others', () => {
    for (const role of ['clerk', 'specialist', 'leader'] as const) {
      for (const at of agencies) expect(given(role, [at])).toBeUndefined()
      expect(given(role, ['H26.999'])).toBe('invalid-request')
    }
    for (const role of ['supervisor', 'administrator', 'integration'] as const) {
      expect(given(role, ['H26.125'])).toBe('invalid-request')
    }
  })

  it('is given to who is also something else, elsewhere', () => {
    const memberships = [...actor('clerk', ['H26.999']).memberships, ...actor('clerk', ['H26.125']).memberships]
    expect(refused(() => checkAssignee(memberships, { agencies })).problem).toBeUndefined()
    expect(refused(() => checkAssignee([], { agencies }))).toEqual(invalid('/person'))
  })

  it('on a denunciation is given to leaders alone', () => {
    expect(given('leader', ['H26.125'], true)).toBeUndefined()
    for (const role of ['clerk', 'specialist'] as const) expect(given(role, ['H26.125'], true)).toBe('invalid-request')
  })
})
