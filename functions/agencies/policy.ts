import * as z from 'zod'
import { TimeOfDay } from './receiving-point.ts'

const count = z.int().min(0).max(10)

/** The policy parameters of an agency (domain.md §3.6); durations are named by their unit: Wd working days, Wh working hours. */
export const Policy = z
  .object({
    supplementMax: count,
    supplementClock: z.enum(['PAUSE', 'RESTART']),
    supplementStageCounted: z.enum(['EXAMINATION', 'ALL']),
    extensionMax: count,
    apologyLeadWd: z.int().min(0).max(30),
    dueTimePolicy: z.enum(['CLOSE_OF_DAY', 'SAME_CLOCK']),
    saturdayDesk: z.boolean(),
    onlineAcceptanceWh: z.int().min(1).max(80),
    handoverCutoff: TimeOfDay,
    feePausesClock: z.boolean(),
    dueSoonWd: z.int().min(0).max(30),
    sameDayCutoff: TimeOfDay,
  })
  .meta({ id: 'Policy' })
export type Policy = z.infer<typeof Policy>

/** What holds for an agency that has said nothing else (domain.md §3.6; the same-day cut-off is rule R5 of §3.4). */
export const defaultPolicy: Policy = {
  supplementMax: 1,
  supplementClock: 'PAUSE',
  supplementStageCounted: 'EXAMINATION',
  extensionMax: 1,
  apologyLeadWd: 1,
  dueTimePolicy: 'CLOSE_OF_DAY',
  saturdayDesk: true,
  onlineAcceptanceWh: 8,
  handoverCutoff: '15:00',
  feePausesClock: false,
  dueSoonWd: 1,
  sameDayCutoff: '15:00',
}

const { shape } = Policy

/** What is put in a policy's place; a field that is absent takes its default. */
export const PolicyBody = z
  .strictObject({
    supplementMax: shape.supplementMax.default(defaultPolicy.supplementMax),
    supplementClock: shape.supplementClock.default(defaultPolicy.supplementClock),
    supplementStageCounted: shape.supplementStageCounted.default(defaultPolicy.supplementStageCounted),
    extensionMax: shape.extensionMax.default(defaultPolicy.extensionMax),
    apologyLeadWd: shape.apologyLeadWd.default(defaultPolicy.apologyLeadWd),
    dueTimePolicy: shape.dueTimePolicy.default(defaultPolicy.dueTimePolicy),
    saturdayDesk: shape.saturdayDesk.default(defaultPolicy.saturdayDesk),
    onlineAcceptanceWh: shape.onlineAcceptanceWh.default(defaultPolicy.onlineAcceptanceWh),
    handoverCutoff: shape.handoverCutoff.default(defaultPolicy.handoverCutoff),
    feePausesClock: shape.feePausesClock.default(defaultPolicy.feePausesClock),
    dueSoonWd: shape.dueSoonWd.default(defaultPolicy.dueSoonWd),
    sameDayCutoff: shape.sameDayCutoff.default(defaultPolicy.sameDayCutoff),
  })
  .meta({ id: 'PolicyBody' })
