import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { AgencyId, DossierCode, ProcedureCode } from '../../../shared/vietnamese/codes.ts'
import { IdNumber } from '../../../shared/vietnamese/id-number.ts'
import { Phone } from '../../../shared/vietnamese/phone.ts'
import { PlainText } from '../../../shared/vietnamese/plain-text.ts'
import { TaxCode } from '../../../shared/vietnamese/tax-code.ts'

const schemas = {
  AgencyId,
  DossierCode,
  ProcedureCode,
  IdNumber,
  Phone,
  TaxCode,
  PlainText: PlainText(40),
  Lines: PlainText(40, { lines: true }),
}

describe('as published in the OpenAPI documents', () => {
  it.each(Object.entries(schemas))('%s is a string with a pattern, read the same with the flag u', (_, schema) => {
    const published = z.toJSONSchema(schema, { io: 'input' })
    expect(published.type).toBe('string')
    expect(() => new RegExp(published.pattern as string, 'u')).not.toThrow()
    expect(z.toJSONSchema(schema, { io: 'output' }).pattern).toBe(published.pattern)
  })

  it('plain text tells its length', () => {
    expect(z.toJSONSchema(PlainText(40), { io: 'input' })).toMatchObject({ minLength: 1, maxLength: 40 })
  })
})
