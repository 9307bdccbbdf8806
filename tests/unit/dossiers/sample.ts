import { readFileSync } from 'node:fs'
import type { By, Dossier } from '../../../functions/dossiers/dossier.ts'
import type { ProcedureVersion } from '../../../functions/dossiers/reference.ts'
import type { Calendar } from '../../../shared/calendar/calendar.ts'

/** The working calendar of 2025–2027. */
export const calendar = JSON.parse(
  readFileSync(new URL('../../../functions/procedures/seed/calendar.json', import.meta.url), 'utf8'),
) as Calendar

export const clerk: By = { id: 'clerk-1', role: 'clerk', name: 'Cán bộ', agency: 'H26.125' }
export const specialist: By = { ...clerk, id: 'specialist-1', role: 'specialist' }
export const leader: By = { ...clerk, id: 'leader-1', role: 'leader' }
export const citizen: By = { id: 'citizen-1', role: 'citizen' }

/** A case with one required paper, due in three working days. */
export const version: ProcedureVersion = {
  version: 2,
  name: 'Cấp giấy xác nhận',
  effectiveFrom: '2026-01-01',
  competentAuthority: 'UBND phường',
  systemOfRecord: 'LOCAL',
  results: [{ code: 'GIAY', name: 'Giấy xác nhận', paper: true }],
  cases: [
    {
      code: 'ONE',
      papers: [
        { code: 'TO_KHAI', name: 'Tờ khai', required: true },
        { code: 'GIAY_TO', name: 'Giấy tờ', required: false },
      ],
      channels: [{ channel: 'DESK', limit: { unit: 'WORKING_DAY', value: 3 } }],
    },
  ],
}

/** A dossier accepted on Monday 16 November 2026 at 09:10, due on Thursday at closing; changed as the test needs it. */
export const accepted = (more: Partial<Dossier> = {}): Dossier => ({
  code: 'H26.125-261116-0001',
  agency: 'H26.125',
  receivingPoint: 'H26.125-01',
  procedure: { code: '1.004873', version: 2 },
  case: 'ONE',
  limit: { unit: 'WORKING_DAY', value: 3 },
  channel: 'DESK',
  status: 2,
  submittedAt: '2026-11-16T02:10:00.000Z',
  acceptedAt: '2026-11-16T02:10:00.000Z',
  dueAt: '2026-11-19T10:00:00.000Z',
  originalDueAt: '2026-11-19T10:00:00.000Z',
  deadlineVersion: 1,
  returnBy: 'DESK',
  filedBy: { id: 'clerk-1', agency: 'H26.125' },
  supplements: 0,
  extensions: 0,
  secretHash: 'hash',
  inbox: 'H26.125#open',
  inboxDueAt: '2026-11-19T10:00:00.000Z',
  ...more,
})
