import { readFileSync } from 'node:fs'
import { defaultPolicy } from '../../../functions/agencies/policy.ts'
import type { Moment } from '../../../functions/feedback/acts.ts'
import { firstClocks, type Place } from '../../../functions/feedback/clocks.ts'
import type { AgencyCopy } from '../../../functions/feedback/copies.ts'
import { type Feedback, received } from '../../../functions/feedback/feedback.ts'
import type { Actor } from '../../../shared/permission/actor.ts'
import type { StaffRole } from '../../../shared/permission/table.ts'

const seed = new URL('../../../functions/procedures/seed/calendar.json', import.meta.url)

export const place: Place = {
  calendar: JSON.parse(readFileSync(seed, 'utf8')),
  office: {
    sessions: [
      { from: '08:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ],
  },
}

/** Monday, 16 November 2026, 09:00 at the office. */
export const monday = '2026-11-16T02:00:00.000Z'
export const at = (instant: string): Moment => ({ at: instant, place })

/** A feedback as it came in on that Monday. */
export function fresh(more: Partial<Feedback> = {}): Feedback {
  const { kind = 'PHAN_ANH', channel = 'WEB' } = more
  const known = { id: '7K3M9QX2VA', agency: 'H26.125', receivingPoint: 'H26.125-01', kind, channel }
  const clocks = firstClocks(kind, channel, monday, place)
  const { feedback } = received({ ...known, receivedAt: monday, ...clocks, secretHash: 'h' }, undefined, undefined)
  return { ...feedback, ...more }
}

export const agency = (id: string, more: Partial<AgencyCopy['agency']> = {}): AgencyCopy => ({
  agency: { id, validFrom: '2025-07-01', ...more },
  receivingPoints: [
    { id: `${id}-01`, hours: place.office.sessions, calendar: 'vn-civil-service', saturdayDesk: false },
  ],
  policy: defaultPolicy,
  lineage: ['H26'],
})

export const actor = (role: StaffRole, at: string[], id = `${role}-1`): Actor => ({
  kind: 'person',
  id,
  memberships: at.map((one) => ({ agency: one, role, name: `Cán bộ ${id}` })),
})
export const nobody: Actor = { kind: 'anonymous', id: '', memberships: [] }
export const citizen: Actor = { kind: 'person', id: 'citizen-1', memberships: [] }
