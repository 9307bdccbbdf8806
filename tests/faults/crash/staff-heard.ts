import { randomUUID } from 'node:crypto'
import { heard } from './asking.ts'
import type { UseCase } from './use-case.ts'

/** Who works where becomes this service's copy of the register. */
export const staffHeard = <Desk>(): UseCase<Desk> => ({
  does: 'hear of staff',
  by: 'on-reference.ts',
  async prepare() {
    const person = `person-${randomUUID()}`
    const data = {
      person,
      agency: 'H26.125',
      role: 'clerk',
      unit: 'mot-cua',
      name: 'Cán bộ Ví Dụ',
      active: true,
      email: 'can-bo@example.vn',
    }
    return { ask: heard({ type: 'staff.changed', subject: person, version: 1, data }) }
  },
})
