import { readFileSync } from 'node:fs'
import { defaultPolicy } from '../../../functions/agencies/policy.ts'
import type { AgencyCopy, ProcedureCopy } from '../../../functions/dossiers/reference.ts'
import type { Store } from '../../../functions/dossiers/store.ts'
import type { StaffRole } from '../../../shared/permission/table.ts'

const seed = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../functions/procedures/seed/${name}.json`, import.meta.url), 'utf8'))

/** What a row of a list shows, as infra/dossiers.ts projects it. */
const shown = ['status', 'procedure', 'receivingPoint', 'channel', 'assignee', 'endedAt', 'pausedAt', 'version']

/** The indexes of the table. */
export const indexes = {
  inbox: { keys: ['inbox', 'inboxDueAt'] as [string, string], include: [...shown, 'tasks'] },
  mine: { keys: ['assigneeId', 'inboxDueAt'] as [string, string], include: [...shown, 'tasks'] },
  own: { keys: ['owner', 'submittedAt'] as [string, string], include: [...shown, 'dueAt'] },
}

const agency = (id: string): AgencyCopy => ({
  agency: { id, name: `Phường ${id}`, validFrom: '2025-07-01' },
  receivingPoints: [
    {
      id: `${id}-01`,
      name: 'Một cửa',
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
  ['clerk-9', 'H26.999', 'clerk'],
]

/** A procedure that is not yet in force, beside those of the seed. */
const future: ProcedureCopy = {
  code: '9.000001',
  versions: [
    {
      version: 1,
      name: 'Thủ tục của năm sau',
      effectiveFrom: '2099-01-01',
      competentAuthority: 'UBND',
      systemOfRecord: 'LOCAL',
      results: [],
      cases: [{ code: 'ONE', papers: [], channels: [{ channel: 'DESK', limit: { unit: 'WORKING_DAY', value: 3 } }] }],
    },
  ],
}

/** Puts the copies of agencies, staff, procedures and the calendar into the table as the consumers would. */
export async function furnish(store: Store): Promise<void> {
  const procedures = (
    seed('procedures') as ({ code: string } & Omit<ProcedureCopy['versions'][number], 'version'>)[]
  ).map(({ code, ...row }) => ({ code, versions: [{ ...row, version: 1 }] }))
  const calendar = seed('calendar')
  await Promise.all([
    ...['H26.125', 'H26.999'].map((id) => store.keep('AGENCY', id, 1, agency(id))),
    ...staff.map(([person, at, role]) =>
      store.keepStaff(person, at, 1, { agency: at, role, unit: 'mot-cua', name: `Cán bộ ${person}`, active: true }),
    ),
    ...[...procedures, future].map((row) => store.keep('PROCEDURE', row.code, 1, row)),
    store.keep('CALENDAR', calendar.id, 1, calendar),
  ])
}

/** A file that is known as checked. */
export const verified = (store: Store, id: string, sha256: string, uploader: string, agencies: string[] = []) =>
  store.keep('ATTACHMENT', id, 1, { id, sha256, status: 'VERIFIED', uploader: { id: uploader, agencies } })
