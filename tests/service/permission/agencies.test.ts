import { permissions } from '../../../shared/permission/table.ts'
import { ward as body, clerk, openDesk, point } from '../agencies/desk.ts'
import { refusesBadTokens } from './bad-tokens.ts'
import { acceptClients, city, otherWard, register, ward } from './callers.ts'
import { matrix } from './matrix.ts'

acceptClients()
const { ask, table } = await openDesk()
const { handler, routes } = await import('../../../functions/agencies/api.ts')
await ask(`PUT /v1/agencies/${city}`, { ...body, level: 'CITY' })
for (const id of [ward, otherWard]) await ask(`PUT /v1/agencies/${id}`, { ...body, parent: city })
await ask(`PUT /v1/agencies/${ward}/receiving-points/${ward}-01`, point)
await ask(`PUT /v1/agencies/${ward}/staff/hoa`, clerk)
await register(table)

const about = { agencies: [ward, city], owners: [], seenBy: permissions.public }
const made = { ...about, agencies: [] }

matrix({
  service: 'agencies',
  handler,
  routes,
  records: {
    '/v1/agencies/{id}': {
      ...about,
      present: { id: ward, point: `${ward}-01`, person: 'hoa' },
      absent: { id: 'H99', point: 'H99-01', person: 'hoa' },
    },
  },
  recordless: [],
  variants: [
    {
      of: 'PUT /v1/agencies/{id}',
      why: 'that would make one',
      about: made,
      params: { id: 'H26.777' },
      body: () => ({}),
    },
    {
      of: 'PUT /v1/agencies/{id}',
      why: 'that changes between which dates it exists',
      row: permissions['agency:place'],
      about,
      // Each caller asks for another end, so that none repeats what stands already.
      body: (index) => ({ ...body, parent: city, validTo: `2099-01-${String(index + 1).padStart(2, '0')}` }),
    },
  ],
})

refusesBadTokens(handler, {
  guarded: `GET /v1/agencies/${ward}/staff`,
  open: `GET /v1/agencies/${ward}`,
  sub: `administrator-${ward}`,
})
