import { readFileSync } from 'node:fs'
import { defaultPolicy } from '../../../functions/agencies/policy.ts'
import type { AgencyCopy } from '../../../functions/feedback/copies.ts'
import type { Store } from '../../../functions/feedback/store.ts'
import type { StaffRole } from '../../../shared/permission/table.ts'

/** What a row of a list shows, as infra/feedback.ts projects it. */
const shown = ['kind', 'channel', 'status', 'receivedAt', 'assignee', 'tasks', 'version']

/** The indexes of the table. */
export const indexes = {
  inbox: { keys: ['inbox', 'dueAt'] as [string, string], include: shown },
  mine: { keys: ['assigneeId', 'dueAt'] as [string, string], include: shown },
  published: { keys: ['published', 'publishedAt'] as [string, string], include: ['id', 'kind', 'content', 'answer'] },
}

const agency = (id: string): AgencyCopy => ({
  agency: { id, validFrom: '2025-07-01' },
  receivingPoints: [
    {
      id: `${id}-01`,
      hours: [
        { from: '08:00', to: '12:00' },
        { from: '13:00', to: '17:00' },
      ],
      calendar: 'vn-civil-service',
      saturdayDesk: false,
    },
  ],
  policy: defaultPolicy,
  lineage: ['H26'],
})

const staff: [person: string, agency: string, role: StaffRole][] = [
  ['clerk-1', 'H26.125', 'clerk'],
  ['specialist-1', 'H26.125', 'specialist'],
  ['leader-1', 'H26.125', 'leader'],
  ['portal-1', 'H26.125', 'integration'],
  ['supervisor-1', 'H26', 'supervisor'],
  ['leader-0', 'H26', 'leader'],
  ['clerk-9', 'H26.999', 'clerk'],
  ['leader-9', 'H26.999', 'leader'],
]

/** Puts the copies of agencies, staff and the calendar into the table as the consumers would. */
export async function furnish(store: Store): Promise<void> {
  const seed = new URL('../../../functions/procedures/seed/calendar.json', import.meta.url)
  const calendar = JSON.parse(readFileSync(seed, 'utf8'))
  const closed = { ...agency('H26.001'), agency: { id: 'H26.001', validFrom: '2025-07-01', validTo: '2025-12-31' } }
  await Promise.all([
    ...[agency('H26.125'), agency('H26.999'), closed, { ...agency('H26'), receivingPoints: [], lineage: [] }].map(
      (row) => store.keep('AGENCY', row.agency.id, 1, row),
    ),
    ...staff.map(([person, at, role]) =>
      store.keepStaff(person, at, 1, { agency: at, role, unit: 'mot-cua', name: `Cán bộ ${person}`, active: true }),
    ),
    store.keep('CALENDAR', calendar.id, 1, calendar),
  ])
}
