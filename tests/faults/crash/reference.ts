import { readFileSync } from 'node:fs'
import { defaultPolicy } from '../../../functions/agencies/policy.ts'

const seed = JSON.parse(
  readFileSync(new URL('../../../functions/procedures/seed/calendar.json', import.meta.url), 'utf8'),
) as { days: { on: string }[] }

let agencies = 0
/** The id of an agency that no other try has. */
export function newAgency(): string {
  agencies += 1
  return `H${40 + Math.floor(agencies / 900)}.${100 + (agencies % 900)}`
}

/** What `agency.changed` says of a ward that goes by a calendar. */
export const agencyOf = (id: string, calendar: string, point: object = {}) => ({
  agency: { id, name: `Phường ${id}`, validFrom: '2025-07-01' },
  receivingPoints: [
    {
      ...{ id: `${id}-01`, name: 'Một cửa', calendar, saturdayDesk: false },
      hours: [
        { from: '08:00', to: '12:00' },
        { from: '13:00', to: '17:00' },
      ],
      ...point,
    },
  ],
  policy: defaultPolicy,
  lineage: ['H26'],
})

/** A calendar like that of the state, with days off of its own. */
export const calendarOf = (id: string, ...off: string[]) => ({
  ...seed,
  ...{ id, version: 1 + off.length },
  days: [
    ...seed.days.filter(({ on }) => !off.includes(on)),
    ...off.map((on) => ({ on, kind: 'OFF', name: 'Nghỉ hoán đổi', basis: 'Thử', status: 'CONFIRMED' })),
  ],
})
