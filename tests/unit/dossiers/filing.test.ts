import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../functions/agencies/policy.ts'
import {
  agencyOfPoint,
  caseOf,
  checkAssignee,
  checkFiles,
  checkResults,
  filer,
  holderOf,
  namedResults,
  openAgency,
} from '../../../functions/dossiers/filing.ts'
import type { AgencyCopy, ProcedureCopy, ProcedureVersion } from '../../../functions/dossiers/reference.ts'
import { type Actor, anonymous } from '../../../shared/permission/actor.ts'
import type { StaffRole } from '../../../shared/permission/table.ts'

const refuses = (problem: string) => expect.objectContaining({ problem })
const refusesAt = (problem: string, ...errors: [pointer: string, detail: string][]) =>
  expect.objectContaining({ problem, facts: { errors: errors.map(([pointer, detail]) => ({ pointer, detail })) } })
const version = (number: number, effectiveFrom: string, effectiveTo?: string): ProcedureVersion => ({
  version: number,
  name: `Bản ${number}`,
  effectiveFrom,
  ...(effectiveTo ? { effectiveTo } : {}),
  competentAuthority: 'UBND',
  systemOfRecord: 'LOCAL',
  results: [],
  cases: [
    { code: 'FIRST', papers: [], channels: [] },
    { code: 'SECOND', papers: [], channels: [] },
  ],
})
const procedure: ProcedureCopy = {
  code: '1.001193',
  versions: [version(1, '2026-01-01', '2027-02-28'), version(2, '2027-03-01')],
}
const agency: AgencyCopy = {
  agency: { id: 'H26.125', name: 'Phường', validFrom: '2025-07-01', validTo: '2027-06-30' },
  receivingPoints: [
    { id: 'H26.125-01', name: 'Một cửa', hours: [{ from: '08:00', to: '17:00' }], calendar: 'c', saturdayDesk: false },
  ],
  policy: defaultPolicy,
  lineage: ['H26'],
}
const actor = (role?: StaffRole, at = 'H26.125'): Actor => ({
  kind: 'person',
  id: 'p1',
  memberships: role ? [{ agency: at, role, name: 'Tên' }] : [],
})

describe('the version of a filing', () => {
  it.each([
    ['2027-02-28T16:59:59.999Z', 1],
    ['2027-02-28T17:00:00.000Z', 2],
    ['2025-12-31T17:00:00.000Z', 1],
  ])('filed at %s it is version %i: the day is the office day', (now, expected) => {
    expect(caseOf(procedure, undefined, now)[0].version).toBe(expected)
  })

  it('is refused before the first day, without a version in force, and for an unknown procedure', () => {
    expect(() => caseOf(procedure, undefined, '2025-12-31T16:59:59.999Z')).toThrow(refuses('procedure-not-in-force'))
    const retired = { ...procedure, versions: [version(1, '2026-01-01', '2026-02-01')] }
    expect(() => caseOf(retired, undefined, '2026-03-01T00:00:00.000Z')).toThrow(refuses('procedure-not-in-force'))
    expect(() => caseOf(undefined, undefined, '2026-03-01T00:00:00.000Z')).toThrow(
      refusesAt('procedure-not-in-force', ['/procedure', 'Unknown or not in force']),
    )
  })

  it('takes the first case where none is named, and refuses a case that it has not', () => {
    expect(caseOf(procedure, undefined, '2026-03-01T00:00:00.000Z')[1].code).toBe('FIRST')
    expect(caseOf(procedure, 'SECOND', '2026-03-01T00:00:00.000Z')[1].code).toBe('SECOND')
    expect(() => caseOf(procedure, 'THIRD', '2026-03-01T00:00:00.000Z')).toThrow(
      refusesAt('invalid-request', ['/case', 'Not a case of it']),
    )
  })
})

describe('the receiving point', () => {
  it('belongs to the agency before its first hyphen', () => {
    expect(agencyOfPoint('H26.125-01')).toBe('H26.125')
    expect(agencyOfPoint('000.00.01.H29-03')).toBe('000.00.01.H29')
    expect(agencyOfPoint('H26.1-sai-dong')).toBe('H26.1')
  })

  it('must be known and its agency open on that day', () => {
    const open = (now: string, point = 'H26.125-01') => openAgency(agency, point, now)
    expect(open('2027-06-30T16:59:59.999Z')).toBe(agency)
    expect(() => open('2027-06-30T17:00:00.000Z')).toThrow(refuses('receiving-point-unknown'))
    expect(() => open('2025-06-30T16:59:59.999Z')).toThrow(refuses('receiving-point-unknown'))
    expect(() => open('2026-11-26T02:00:00.000Z', 'H26.125-99')).toThrow(refuses('receiving-point-unknown'))
    expect(() => openAgency(undefined, 'x-1', '2026-11-26T02:00:00.000Z')).toThrow(
      refusesAt('receiving-point-unknown', ['/receivingPoint', 'Not known or closed']),
    )
  })

  it('may be any point of the agency', () => {
    const second = agency.receivingPoints.map((row) => ({ ...row, id: 'H26.125-02' }))
    const two = { ...agency, receivingPoints: [...agency.receivingPoints, ...second] }
    expect(openAgency(two, 'H26.125-02', '2026-11-26T02:00:00.000Z')).toBe(two)
  })

  it('is open from its first day, and for ever where no last one is known', () => {
    expect(openAgency(agency, 'H26.125-01', '2025-06-30T17:00:00.000Z')).toBe(agency)
    const lasting = { ...agency, agency: { ...agency.agency, validTo: undefined } }
    expect(openAgency(lasting, 'H26.125-01', '2099-01-01T00:00:00.000Z')).toBe(lasting)
  })
})

describe('who files', () => {
  it('is a clerk of the agency at the desk, and anybody who is signed in online', () => {
    expect(filer(actor('clerk'), agency, 'DESK')).toEqual({ id: 'p1', role: 'clerk', name: 'Tên', agency: 'H26.125' })
    expect(filer(actor(), agency, 'ONLINE')).toEqual({ id: 'p1', role: 'citizen' })
    expect(filer(actor('clerk', 'H26.999'), agency, 'ONLINE')).toEqual({ id: 'p1', role: 'citizen' })
  })

  it('is nobody without a token', () => {
    expect(() => filer(anonymous, agency, 'ONLINE')).toThrow(refuses('forbidden'))
  })

  it('acts under the membership that gives him the role, here and not elsewhere', () => {
    const memberships = [
      { agency: 'H26.999', role: 'clerk' as const, name: 'Nơi khác' },
      { agency: 'H26.125', role: 'leader' as const, name: 'Lãnh đạo' },
      { agency: 'H26.125', role: 'clerk' as const, name: 'Một cửa' },
    ]
    expect(filer({ ...actor(), memberships }, agency, 'DESK')).toMatchObject({ role: 'clerk', name: 'Một cửa' })
  })

  it('is nobody else at the desk', () => {
    for (const who of [actor(), actor('specialist'), actor('leader'), actor('supervisor'), actor('clerk', 'H26.999')]) {
      expect(() => filer(who, agency, 'DESK')).toThrow(refuses('forbidden'))
      expect(() => filer(who, agency, 'POST')).toThrow(refuses('forbidden'))
    }
    expect(() => filer(actor(), agency, 'POST')).toThrow(
      expect.objectContaining({ facts: { detail: 'POST: only at the desk' } }),
    )
  })
})

describe('the holder of a secret', () => {
  it('is known by his own id when he is signed in, else by the dossier that he holds', () => {
    const code = 'H26.125-261124-0001'
    expect(holderOf(code, actor())).toEqual({ id: 'p1', role: 'holder' })
    expect(holderOf(code, { kind: 'anonymous', id: '' })).toEqual({ id: `holder:${code}`, role: 'holder' })
  })
})

describe('the files of a filing', () => {
  const sha256 = 'a'.repeat(64)
  const copy = (more: object = {}) =>
    new Map([['f1', { sha256, status: 'VERIFIED', uploader: { id: 'p1', agencies: [] as string[] }, ...more }]])
  const by = { id: 'p1', role: 'clerk', agency: 'H26.125' }
  const check = (copies: ReturnType<typeof copy>) => () => checkFiles([{ id: 'f1', sha256 }], copies, by)

  it('are his own or those of his agency, checked and of the stated hash', () => {
    expect(check(copy())).not.toThrow()
    expect(check(copy({ uploader: { id: 'p2', agencies: ['H26.125'] } }))).not.toThrow()
  })

  it('are refused when a stranger brought them, when they were rejected, and when the hash is another', () => {
    expect(check(copy({ uploader: { id: 'p2', agencies: ['H26.999'] } }))).toThrow(refuses('attachment-unusable'))
    expect(check(copy({ status: 'REJECTED' }))).toThrow(refuses('attachment-unusable'))
    expect(check(copy({ sha256: 'b'.repeat(64) }))).toThrow(
      refusesAt('attachment-unusable', ['/papers', 'Not usable: f1']),
    )
  })

  it('are refused to somebody without an agency, whatever agencies they belong to', () => {
    const strange = copy({ uploader: { id: 'p2', agencies: [undefined] } })
    expect(() => checkFiles([{ id: 'f1', sha256 }], strange, { id: 'p1', role: 'citizen' })).toThrow(
      refuses('attachment-unusable'),
    )
  })

  it('may have been brought without a token, by whoever holds the secret of this dossier and no other', () => {
    const code = 'H26.125-261124-0001'
    const held = copy({ uploader: { id: `holder:${code}`, agencies: [] } })
    expect(() => checkFiles([{ id: 'f1', sha256 }], held, by, code)).not.toThrow()
    expect(() => checkFiles([{ id: 'f1', sha256 }], held, by, 'H26.125-261124-0002')).toThrow(
      refuses('attachment-unusable'),
    )
    expect(() => checkFiles([{ id: 'f1', sha256 }], held, by)).toThrow(refuses('attachment-unusable'))
  })

  it('may still be under check at the filing, never as a result', () => {
    expect(check(new Map())).not.toThrow()
    const result = (copies: ReturnType<typeof copy>) => () =>
      checkResults([{ id: 'f1', sha256 }], copies, by, 'H26.125-261124-0001')
    expect(result(new Map())).toThrow(
      expect.objectContaining({ problem: 'attachment-not-verified', facts: { attachment: 'f1' } }),
    )
    for (const status of ['CHECKING', 'AWAITING_UPLOAD']) {
      expect(result(copy({ status }))).toThrow(refuses('attachment-not-verified'))
    }
    expect(result(copy())).not.toThrow()
  })

  it('are no result once the dossier had them as papers, or its holder brought them; its own results stay', () => {
    const code = 'H26.125-261124-0001'
    const file = { id: 'f1', sha256 }
    const had = copy({ dossier: code })
    const held = copy({ uploader: { id: `holder:${code}`, agencies: [] } })
    for (const copies of [had, held]) {
      expect(() => checkResults([file], copies, by, code, '/changes/results')).toThrow(
        refusesAt('attachment-unusable', ['/changes/results', 'A paper of the application: f1']),
      )
    }
    expect(() => checkResults([file], had, by, code, '/changes/results', [file])).not.toThrow()
  })

  it('that are of no use as a result are named at their place', () => {
    const strange = copy({ uploader: { id: 'p2', agencies: ['H26.999'] } })
    expect(() => checkResults([{ id: 'f1', sha256 }], strange, by, 'H26.125-261124-0001')).toThrow(
      refusesAt('attachment-unusable', ['/results', 'Not usable: f1']),
    )
  })

  it('belong to one dossier alone', () => {
    expect(check(copy({ dossier: 'H26.125-261124-0002' }))).toThrow(refuses('attachment-unusable'))
    const result = () =>
      checkResults([{ id: 'f1', sha256 }], copy({ dossier: 'H26.125-261124-0002' }), by, 'H26.125-261124-0001')
    expect(result).toThrow(refuses('attachment-unusable'))
  })
})

describe('the results of a dossier', () => {
  const known = { ...version(1, '2026-01-01'), results: [{ code: 'GIAY', name: 'Giấy xác nhận', paper: true }] }
  const result = (code: string, name: string) => ({ code, name, attachment: { id: code, sha256: 'a'.repeat(64) } })

  it('bear the names of the catalogue, not what somebody typed', () => {
    expect(namedResults([result('GIAY', 'Giấy của bà Ví Dụ')], known, '/results')).toEqual([
      result('GIAY', 'Giấy xác nhận'),
    ])
  })

  it('are those of the procedure: each other one is named by its place', () => {
    const given = ['SO', 'GIAY', 'BAN'].map((code) => result(code, code))
    expect(() => namedResults(given, known, '/changes/results')).toThrow(
      refusesAt(
        'invalid-request',
        ['/changes/results/0/code', 'Not a result of this procedure'],
        ['/changes/results/2/code', 'Not a result of this procedure'],
      ),
    )
  })
})

describe('who is given work', () => {
  it('belongs to the staff of the agency, or of one above it', () => {
    const agencies = ['H26.125', 'H26']
    expect(() => checkAssignee(actor('specialist').memberships, agencies)).not.toThrow()
    const elsewhere = [...actor('clerk', 'H26.999').memberships, ...actor('clerk', 'H26').memberships]
    expect(() => checkAssignee(elsewhere, agencies)).not.toThrow()
    const idle = (['supervisor', 'administrator', 'integration'] as const).map((role) => actor(role).memberships)
    for (const stranger of [[], actor('specialist', 'H26.999').memberships, ...idle]) {
      expect(() => checkAssignee(stranger, agencies)).toThrow(
        refusesAt('invalid-request', ['/to/person', 'Not of the staff of this agency']),
      )
    }
  })
})
