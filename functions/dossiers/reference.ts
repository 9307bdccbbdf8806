import type { Calendar } from '../../shared/calendar/calendar.ts'
import { type DeadlinePolicy, deadline, extendedDeadline, type Pause } from '../../shared/calendar/deadline.ts'
import { officeOf } from '../../shared/calendar/office.ts'
import type { Appointment, Dossier } from './dossier.ts'
import type { Case } from './intake.ts'

/** What is kept here of an agency, with its receiving points and policy. */
export interface AgencyCopy {
  agency: { id: string; name: string; validFrom: string; validTo?: string }
  receivingPoints: {
    id: string
    name: string
    hours: { from: string; to: string }[]
    calendar: string
    saturdayDesk: boolean
  }[]
  policy: DeadlinePolicy & {
    onlineAcceptanceWh: number
    dueSoonWd: number
    supplementMax: number
    supplementStageCounted: 'EXAMINATION' | 'ALL'
    extensionMax: number
    feePausesClock: boolean
  }
  lineage: string[]
}

/** Where copies are looked up. */
export interface Reference {
  agency: (id: string) => Promise<AgencyCopy | undefined>
  calendar: (id: string) => Promise<Calendar | undefined>
}

export interface ProcedureVersion {
  version: number
  name: string
  effectiveFrom: string
  effectiveTo?: string
  competentAuthority: string
  systemOfRecord: string
  results: { code: string; name: string; paper: boolean }[]
  cases: Case[]
}

export interface ProcedureCopy {
  code: string
  versions: ProcedureVersion[]
}

/** The version of a procedure in force on a local date, or undefined. */
export function inForce({ versions }: ProcedureCopy, on: string): ProcedureVersion | undefined {
  return versions.findLast((row) => row.effectiveFrom <= on && (row.effectiveTo === undefined || on <= row.effectiveTo))
}

/** The deadline of a dossier accepted at an instant. */
export function appointmentFor(
  { limit, channel, receivingPoint }: Pick<Dossier, 'limit' | 'channel' | 'receivingPoint'>,
  acceptedAt: string,
  agency: AgencyCopy,
  calendar: Calendar,
): Appointment {
  const office = officeOf(agency, receivingPoint)
  const { dueAt, provisional } = deadline({ limit, acceptedAt, channel }, calendar, office, agency.policy)
  return { dueAt, provisional }
}

/** The deadline of a dossier whose clock stood: from its acceptance, or from the day that an extension set. */
export function appointmentAfter(
  { limit, channel, receivingPoint, acceptedAt, extendedTo }: Dossier,
  pauses: Pause[],
  agency: AgencyCopy,
  calendar: Calendar,
): Appointment {
  const office = officeOf(agency, receivingPoint)
  if (!acceptedAt) throw new Error('what was not accepted has no deadline')
  const { dueAt, provisional } = extendedTo
    ? extendedDeadline(extendedTo, { limit, channel, pauses }, calendar, office, agency.policy)
    : deadline({ limit, channel, acceptedAt, pauses }, calendar, office, agency.policy)
  return { dueAt, provisional }
}

/**
 * How the deadline of a dossier is counted by the copies that are handed in: from its acceptance or its extension, with its
 * pauses. @throws Error while a copy is missing.
 */
export async function countedBy({ agency, receivingPoint }: Dossier, reference: Reference) {
  const known = await reference.agency(agency)
  const calendar = known && (await reference.calendar(officeOf(known, receivingPoint).calendar))
  if (!known || !calendar) throw new Error(`${agency} or its calendar is not known here`)
  return (dossier: Dossier) => appointmentAfter(dossier, dossier.pauses ?? [], known, calendar)
}

/** By when an online filing must be accepted or refused: the acceptance clock in working hours. */
export function acceptanceDue(
  receivingPoint: string,
  submittedAt: string,
  agency: AgencyCopy,
  calendar: Calendar,
): string {
  const limit = { unit: 'WORKING_HOUR', value: agency.policy.onlineAcceptanceWh } as const
  return appointmentFor({ limit, channel: 'ONLINE', receivingPoint }, submittedAt, agency, calendar).dueAt
}
