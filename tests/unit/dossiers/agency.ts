import { defaultPolicy } from '../../../functions/agencies/policy.ts'
import type { AgencyCopy } from '../../../functions/dossiers/reference.ts'

/** A ward with one receiving point; due soon begins so many working days before. */
export const agency = (dueSoonWd: number): AgencyCopy => ({
  agency: { id: 'H26.125', name: 'Phường', validFrom: '2025-07-01' },
  receivingPoints: [
    {
      id: 'H26.125-01',
      name: 'Một cửa',
      hours: [
        { from: '08:00', to: '12:00' },
        { from: '13:00', to: '17:00' },
      ],
      calendar: 'vn-civil-service',
      saturdayDesk: false,
    },
  ],
  policy: { ...defaultPolicy, onlineAcceptanceWh: 8, dueSoonWd },
  lineage: [],
})
