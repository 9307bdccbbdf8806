import type { Calendar, Office } from '../../shared/calendar/calendar.ts'
import { type DeadlinePolicy, deadline, extendedDeadline, type Pause } from '../../shared/calendar/deadline.ts'
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

/** The hours of a receiving point; its Saturday desk only when point and policy both have it. */
export function officeOf({ receivingPoints, policy }: AgencyCopy, point: string): Office & { calendar: string } {
  const found = receivingPoints.find(({ id }) => id === point)
  if (!found) throw new Error(`receiving point ${point} is gone`)
  const saturday = found.saturdayDesk && policy.saturdayDesk
  return {
    sessions: found.hours,
    calendar: found.calendar,
    ...(saturday ? { saturdayDesk: { from: '08:00', to: '11:30' } } : {}),
  }
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
