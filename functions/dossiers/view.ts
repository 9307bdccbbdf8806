import type { Calendar } from '../../shared/calendar/calendar.ts'
import { closeOfWorkingDayAfter, localDate, withOfficeOffset } from '../../shared/calendar/instant.ts'
import { officeOf } from '../../shared/calendar/office.ts'
import { maskIdNumber, maskPhone } from '../../shared/vietnamese/mask.ts'
import { deadlineState } from './deadline-state.ts'
import type { Dossier } from './dossier.ts'
import type { AgencyCopy, ProcedureCopy, ProcedureVersion } from './reference.ts'
import { statuses } from './status.ts'

/** What a view needs besides the record itself. */
export interface Surroundings {
  agency: AgencyCopy
  procedure: ProcedureCopy
  calendar: Calendar
  now: string
}

type Row = Pick<
  Dossier,
  | 'code'
  | 'procedure'
  | 'status'
  | 'dueAt'
  | 'endedAt'
  | 'pausedAt'
  | 'receivingPoint'
  | 'channel'
  | 'assignee'
  | 'tasks'
> & { version: number }

const office = (instant: string | undefined) => (instant ? withOfficeOffset(instant) : undefined)

const nameOf = ({ procedure }: Surroundings, version: number) =>
  procedure.versions.find((row) => row.version === version)?.name ?? procedure.code

/** Due soon begins so many working days before, at closing: "one working day before" is the whole day before. */
function stateOf(row: Row, around: Surroundings) {
  const { agency, calendar, now } = around
  const place = officeOf(agency, row.receivingPoint)
  const soonFrom = (dueAt: string) =>
    closeOfWorkingDayAfter(localDate(dueAt), -agency.policy.dueSoonWd - 1, calendar, place)
  return deadlineState(row, now, soonFrom, localDate)
}

/** A row of a list: no personal data. */
export const rowView = (row: Row, around: Surroundings) => ({
  code: row.code,
  procedure: { code: row.procedure.code, name: nameOf(around, row.procedure.version), version: row.procedure.version },
  status: { code: row.status, name: statuses[row.status].name },
  deadlineState: stateOf(row, around),
  receivingPoint: row.receivingPoint,
  channel: row.channel,
  dueAt: office(row.dueAt),
  assignee: row.assignee,
  tasks: row.tasks,
  version: row.version,
})

/** The papers that the applicant was asked for, under the names of the catalogue. */
function askedView({ asked, case: name }: Dossier, version: ProcedureVersion | undefined) {
  const papers = version?.cases.find(({ code }) => code === name)?.papers ?? []
  return asked?.map((code) => ({ code, name: papers.find((paper) => paper.code === code)?.name ?? code }))
}

/** The record without papers and applicant. */
export function headView(dossier: Dossier & { version: number }, around: Surroundings) {
  const version = around.procedure.versions.find((row) => row.version === dossier.procedure.version)
  return {
    ...rowView(dossier, around),
    case: dossier.case,
    competentAuthority: version?.competentAuthority ?? '',
    systemOfRecord: version?.systemOfRecord ?? '',
    submittedAt: withOfficeOffset(dossier.submittedAt),
    acceptedAt: office(dossier.acceptedAt),
    originalDueAt: office(dossier.originalDueAt),
    deadlineVersion: dossier.deadlineVersion,
    provisional: dossier.provisional,
    endedAt: office(dossier.endedAt),
    returnedAt: office(dossier.returnedAt),
    outcome: dossier.outcome,
    results: dossier.results,
    returnBy: { method: dossier.returnBy },
    supplements: dossier.supplements,
    extensions: dossier.extensions,
    indexOverdue: dossier.indexOverdue,
    pausedAt: office(dossier.pausedAt),
    asked: askedView(dossier, version),
    fee: dossier.fee && { ...dossier.fee, paidAt: office(dossier.fee.paidAt) },
  }
}

/** The applicant as the desk sees him: the telephone and the last three digits of the number are enough to tell him. */
export function applicantView<Applicant extends Record<string, unknown>>(applicant: Applicant): Applicant {
  return {
    ...applicant,
    ...(typeof applicant.phone === 'string' ? { phone: maskPhone(applicant.phone) } : {}),
    // Persons now use their identity number as tax code.
    ...(typeof applicant.taxCode === 'string' && /^\d{12}$/.test(applicant.taxCode)
      ? { taxCode: maskIdNumber(applicant.taxCode) }
      : {}),
    ...(typeof applicant.idNumber === 'string' ? { idNumber: maskIdNumber(applicant.idNumber) } : {}),
  }
}
