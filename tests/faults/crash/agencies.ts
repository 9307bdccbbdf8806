import { clerk, openDesk, point, ward } from '../../service/agencies/desk.ts'
import { requested } from './asking.ts'
import { published } from './published.ts'
import { newAgency } from './reference.ts'
import type { Service } from './use-case.ts'

type Desk = Awaited<ReturnType<typeof openDesk>>

const administrator = { who: 'administrator' }

async function known(desk: Desk, more: object = {}): Promise<string> {
  const id = newAgency()
  const { status } = await desk.ask(`PUT /v1/agencies/${id}`, { ...ward, ...more })
  if (status !== 201) throw new Error(`making an agency: ${status}`)
  return id
}

/** The agencies above the newest that was published of one. */
const publishedAbove = async (desk: Desk, id: string) => (await desk.journal(`AGENCY#${id}`)).at(-1)?.data.lineage

export const agencies: Service<Desk> = {
  service: 'agencies',
  open: async () => ({ desk: await openDesk() }),
  useCases: [
    {
      does: 'make an agency',
      by: 'api.ts',
      route: 'PUT /v1/agencies/{id}',
      prepare: async () => ({ ask: requested(`PUT /v1/agencies/${newAgency()}`, { ...administrator, body: ward }) }),
    },
    {
      does: 'move an agency with those below it',
      by: 'api.ts',
      route: 'PUT /v1/agencies/{id}',
      async prepare(desk) {
        const above = await known(desk, { level: 'CITY' })
        const moving = await known(desk, { level: 'DISTRICT' })
        const below = [await known(desk, { parent: moving }), await known(desk, { parent: moving })]
        return {
          ask: requested(`PUT /v1/agencies/${moving}`, {
            ...administrator,
            ifMatch: 1,
            body: { ...ward, level: 'DISTRICT', parent: above },
          }),
          async broken() {
            const lineages = await Promise.all(below.map((id) => publishedAbove(desk, id)))
            const expected = String([moving, above])
            return lineages
              .filter((lineage) => String(lineage) !== expected)
              .map((lineage) => `below it stands ${lineage}`)
          },
        }
      },
    },
    {
      does: 'make a receiving point',
      by: 'api.ts',
      route: 'PUT /v1/agencies/{id}/receiving-points/{point}',
      async prepare(desk) {
        const id = await known(desk)
        return {
          ask: requested(`PUT /v1/agencies/${id}/receiving-points/${id}-01`, { ...administrator, body: point }),
        }
      },
    },
    {
      does: 'replace the policy',
      by: 'api.ts',
      route: 'PUT /v1/agencies/{id}/policy',
      async prepare(desk) {
        const id = await known(desk)
        const body = { supplementMax: 2 }
        return { ask: requested(`PUT /v1/agencies/${id}/policy`, { ...administrator, ifMatch: 1, body }) }
      },
    },
    {
      does: 'register staff',
      by: 'api.ts',
      route: 'PUT /v1/agencies/{id}/staff/{person}',
      async prepare(desk) {
        const id = await known(desk)
        return { ask: requested(`PUT /v1/agencies/${id}/staff/hoa-${id}`, { ...administrator, body: clerk }) }
      },
    },
    {
      does: 'end the registration of staff',
      by: 'api.ts',
      route: 'PUT /v1/agencies/{id}/staff/{person}',
      async prepare(desk) {
        const path = `PUT /v1/agencies/${await known(desk)}/staff/hoa`
        await desk.ask(path, clerk)
        return { ask: requested(path, { ...administrator, ifMatch: 1, body: { ...clerk, active: false } }) }
      },
    },
    published(),
  ],
}
