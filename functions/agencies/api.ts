import * as z from 'zod'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { staffRegister } from '../../shared/dynamodb/projection.ts'
import { get, put } from '../../shared/http/route.ts'
import { service } from '../../shared/http/service.ts'
import { Refusal } from '../../shared/problems/refusal.ts'
import { AgencyId } from '../../shared/vietnamese/codes.ts'
import { pointOf } from './agency.ts'
import { Policy, PolicyBody } from './policy.ts'
import { ReceivingPoint, ReceivingPointBody, ReceivingPointId, ReceivingPointList } from './receiving-point.ts'
import { Agency, AgencyBody, AgencyList, Page, Person, Staff, StaffBody, StaffList } from './schemas.ts'
import { open, type Placed } from './store.ts'

const table = serviceTable()
const store = open(table)

/** The agency of the path. Everyone may see it, so who may not do an act gets 403 and not 404. */
const agencyOfPath = {
  of: async ({ id }: { id: string }) => {
    const head = await store.loadAgency(id)
    return head && { agencies: [head.id, ...head.lineage], owners: [], head }
  },
  missing: 'agency-not-found',
  seenBy: 'public',
} as const

/** The agency of the path, also one that is not there yet: it is below none, so only who covers every agency makes it. */
const agencyToBe = {
  ...agencyOfPath,
  of: async (path: { id: string }) => (await agencyOfPath.of(path)) ?? { agencies: [], owners: [] },
} as const

/** What every PUT of a thing that may be new answers beside 200. */
const putting = {
  alsoAnswers: [201],
  problems: ['already-exists', 'stale-version', 'idempotency-key-reused'],
} as const

const OfAgency = z.object({ id: AgencyId })
const OfPerson = z.object({ id: AgencyId, person: Person })
const OfPoint = z.object({ id: AgencyId, point: ReceivingPointId })

/** The answer of a PUT: 201 with its address when the thing was made, else 200. */
const placedAnswer = <Body>({ made, replayed, head }: Placed<object>, body: Body, location: string) => ({
  body,
  version: head.version,
  replayed,
  ...(made ? { status: 201, location } : {}),
})

export const routes = [
  get(
    '/v1/agencies',
    { summary: 'The agencies, by id', action: 'public', query: Page, answers: [200, AgencyList] },
    async ({ query }) => ({ body: await store.listAgencies(query) }),
  ),
  get(
    '/v1/agencies/{id}',
    { summary: 'One agency', action: 'public', params: OfAgency, ...agencyOfPath, answers: [200, Agency] },
    async ({ found: { head } }) => ({ body: head.summary, version: head.version }),
  ),
  put(
    '/v1/agencies/{id}',
    {
      summary: 'Make or change an agency',
      action: 'agency:write',
      params: OfAgency,
      ...agencyToBe,
      body: AgencyBody,
      answers: [200, Agency],
      ...putting,
    },
    async ({ params: { id }, body, ...asked }) => {
      const placed = await store.placeAgency({ id, ...body }, asked)
      return placedAnswer(placed, placed.head.summary, `/v1/agencies/${id}`)
    },
  ),
  get(
    '/v1/agencies/{id}/receiving-points',
    {
      summary: 'Where the agency receives dossiers',
      action: 'public',
      params: OfAgency,
      ...agencyOfPath,
      answers: [200, ReceivingPointList],
    },
    async ({ found: { head } }) => ({ body: { items: head.receivingPoints }, version: head.version }),
  ),
  put(
    '/v1/agencies/{id}/receiving-points/{point}',
    {
      summary: 'Make or change a receiving point',
      action: 'agency:write',
      params: OfPoint,
      ...agencyOfPath,
      body: ReceivingPointBody,
      answers: [200, ReceivingPoint],
      ...putting,
    },
    async ({ params: { id, point }, found, body, ...asked }) => {
      const placed = await store.placePoint(found.head, { id: point, ...body }, asked)
      return placedAnswer(placed, pointOf(placed.head, point), `/v1/agencies/${id}/receiving-points`)
    },
  ),
  get(
    '/v1/agencies/{id}/policy',
    { summary: 'The policy parameters', action: 'public', params: OfAgency, ...agencyOfPath, answers: [200, Policy] },
    async ({ found: { head } }) => ({ body: head.policy, version: head.version }),
  ),
  put(
    '/v1/agencies/{id}/policy',
    {
      summary: 'Replace the policy parameters',
      description: 'A field that is absent takes its default. An agency has a policy from its beginning.',
      action: 'agency:write',
      params: OfAgency,
      ...agencyOfPath,
      body: PolicyBody,
      answers: [200, Policy],
      problems: putting.problems,
    },
    async ({ params: { id }, found, body, ...asked }) => {
      const placed = await store.placePolicy(found.head, body, asked)
      return placedAnswer(placed, placed.head.policy, `/v1/agencies/${id}/policy`)
    },
  ),
  get(
    '/v1/agencies/{id}/staff',
    {
      summary: 'The staff of an agency',
      action: 'staff:read',
      params: OfAgency,
      ...agencyOfPath,
      query: Page,
      answers: [200, StaffList],
    },
    async ({ params: { id }, query }) => ({ body: await store.listStaff(id, query) }),
  ),
  get(
    '/v1/agencies/{id}/staff/{person}',
    {
      summary: 'One member of staff',
      action: 'staff:read',
      params: OfPerson,
      ...agencyOfPath,
      answers: [200, Staff],
      problems: ['staff-not-found'],
    },
    async ({ params: { id, person } }) => {
      const head = await store.loadStaff(id, person)
      if (!head) throw new Refusal('staff-not-found')
      return { body: head.summary, version: head.version }
    },
  ),
  put(
    '/v1/agencies/{id}/staff/{person}',
    {
      summary: 'Register a person or machine at an agency, change or end the registration',
      action: 'staff:write',
      params: OfPerson,
      ...agencyOfPath,
      body: StaffBody,
      answers: [200, Staff],
      ...putting,
    },
    async ({ params: { id, person }, body, ...asked }) => {
      const placed = await store.placeStaff(id, { person, ...body }, asked)
      return placedAnswer(placed, placed.head.summary, `/v1/agencies/${id}/staff/${encodeURIComponent(person)}`)
    },
  ),
]

export const handler = service('agencies', routes, { register: staffRegister(table) })
