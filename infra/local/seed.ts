import { agencies, city, machinePersonas, type Persona, userPersonas } from './people.ts'
import type { SignIns } from './personas.ts'
import { type Send, sender } from './seed-call.ts'
import { seedCatalogue } from './seed-catalogue.ts'

const validFrom = '2025-07-01'
const calendar = 'vn-civil-service'

/** The defaults of domain.md §3.6, as a ward would begin with them. */
const policy = {
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
}

/** Fills an empty desk through its public API as the administrator: agencies, staff, calendar, procedures. */
export async function seed(frontDoor: string, administratorToken: string, signIns: SignIns): Promise<void> {
  const send = sender(frontDoor, administratorToken)
  await send('PUT', `/v1/agencies/${city.id}`, { name: city.name, level: city.level, validFrom })
  // One after the other: a local function that is called in parallel starts a process for every call.
  await Promise.all([seedAgencies(send, signIns), seedCatalogue(send)])
}

async function seedAgencies(send: Send, signIns: SignIns): Promise<void> {
  await send('PUT', `/v1/agencies/${city.id}`, { name: city.name, level: city.level, validFrom })
  for (const agency of agencies) await seedAgency(send, agency)
  for (const persona of [...userPersonas, ...machinePersonas]) await seedStaff(send, persona, signIns)
}

async function seedAgency(
  send: Send,
  { id, name, level, parent, point, branch }: (typeof agencies)[number],
): Promise<void> {
  await send('PUT', `/v1/agencies/${id}`, { name, level, parent, validFrom })
  await send('PUT', `/v1/agencies/${id}/receiving-points/${point}`, {
    name: `Bộ phận Một cửa ${name}`,
    address: `Địa chỉ thử nghiệm, ${name}, Hà Nội`,
    hours: [
      { from: '08:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ],
    calendar,
    saturdayDesk: true,
    branch,
  })
  await send('PUT', `/v1/agencies/${id}/policy`, policy)
}

async function seedStaff(send: Send, { name, called, email, staff }: Persona, signIns: SignIns): Promise<void> {
  const person = signIns[name]?.person
  if (!staff || !person) return
  const { agency, role, unit } = staff
  await send('PUT', `/v1/agencies/${agency}/staff/${person}`, { name: called, role, unit, email, active: true })
}
