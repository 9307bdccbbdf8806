import { describe, expect, it } from 'vitest'
import { AgencyId, DossierCode, ProcedureCode } from '../../../shared/vietnamese/codes.ts'

describe('a dossier code', () => {
  it.each(['000.00.01.H29-260310-0420', 'H55.242-261125-0001', 'H26.12.3.4-261125-10000', 'H26-261125-123456'])(
    'reads %s',
    (code) => {
      expect(DossierCode.parse(code)).toBe(code)
    },
  )

  it.each([
    '',
    '0420',
    'H55.242-261125-001',
    'H55.242-261125-1234567',
    'H55.242-20261125-0001',
    'h55.242-261125-0001',
    'H55.1.2.3.4-261125-0001',
    ' H26-261125-0001',
  ])('does not read %j', (code) => {
    expect(DossierCode.safeParse(code).success).toBe(false)
  })
})

describe('an agency id', () => {
  it.each(['000.00.01.H29', 'H55.242', 'H26'])('reads %s', (id) => {
    expect(AgencyId.parse(id)).toBe(id)
  })

  it.each(['', '00.00.01.H29', 'H2', 'H55.', 'H55.1234', 'H55.242-261125-0001'])('does not read %j', (id) => {
    expect(AgencyId.safeParse(id).success).toBe(false)
  })
})

describe('a procedure code', () => {
  it.each(['1.001193', '2.000815.000.00.00.H55', '2.000815.000.00.00.H55.02'])('reads %s', (code) => {
    expect(ProcedureCode.parse(code)).toBe(code)
  })

  it.each(['', '1.00119', '1.0011933', '11.001193', '1001193', '2.000815.H55', '2.000815.000.00.00.H55.2'])(
    'does not read %j',
    (code) => {
      expect(ProcedureCode.safeParse(code).success).toBe(false)
    },
  )
})
