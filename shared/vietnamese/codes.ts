import * as z from 'zod'

const fourPartAgency = '[0-9]{3}\\.[0-9]{2}\\.[0-9]{2}\\.[A-Z][0-9]{2}'
const provinceFirstAgency = '[A-Z][0-9]{2}(?:\\.[0-9]{1,3}){0,3}'
const agency = `(?:${fourPartAgency}|${provinceFirstAgency})`

/** Agency id (mã định danh): four parts as `000.00.01.H29`, or province first as `H55.242` (domain.md §3.1). */
export const AgencyId = z
  .string()
  .regex(new RegExp(`^${agency}$`), { error: 'must be an agency id such as 000.00.01.H29 or H55.242' })
export type AgencyId = z.infer<typeof AgencyId>

/** Dossier code (mã hồ sơ) as it is read: agency id, date received YYMMDD, number of that day (domain.md §3.1). */
export const DossierCode = z
  .string()
  .regex(new RegExp(`^${agency}-[0-9]{6}-[0-9]{4,6}$`), { error: 'must be a dossier code such as H55.242-260310-0420' })
export type DossierCode = z.infer<typeof DossierCode>

/** Procedure code (mã thủ tục): national `1.001193`, or its local or online variant `2.000815.000.00.00.H55.02` (domain.md §3.2). */
export const ProcedureCode = z
  .string()
  .regex(new RegExp(`^[0-9]\\.[0-9]{6}(?:\\.${fourPartAgency}(?:\\.[0-9]{2})?)?$`), {
    error: 'must be a procedure code such as 1.001193',
  })
export type ProcedureCode = z.infer<typeof ProcedureCode>
