import { expect } from 'vitest'
import type { Call } from '../../infra/local/first-dossier/caller.ts'
import type { Copy } from './alone.ts'

type Fields = Record<string, unknown>
type Items = { items: Fields[] }

/** Fails unless every copy says what its publisher answers now, and none is missing but for files, which only their owners see. */
export async function expectAsPublished(call: Call, copies: Copy[], files: string[]): Promise<void> {
  const get = async <Body>(path: string) => (await call<Body>(`GET ${path}`, 200, { persona: 'administrator' })).body
  const kept = (kind: string) => copies.filter(({ pk }) => pk.startsWith(`${kind}#`))
  const copyOf = (pk: string, sk = 'COPY') => copies.find((copy) => copy.pk === pk && copy.sk === sk)

  const agencies = (await get<Items>('/v1/agencies')).items
  const registered: unknown[] = []
  for (const agency of agencies) {
    const path = `/v1/agencies/${agency.id}`
    const copy = copyOf(`AGENCY#${agency.id}`)
    expect(agency).toMatchObject(copy?.agency as object)
    expect((await get<Items>(`${path}/receiving-points`)).items).toMatchObject(copy?.receivingPoints as object[])
    expect(await get(`${path}/policy`)).toEqual(copy?.policy)
    for (const { person, name, role, unit, active } of (await get<Items>(`${path}/staff`)).items)
      registered.push({
        pk: `STAFF#${person}`,
        sk: agency.id,
        agency: agency.id,
        name,
        role,
        unit,
        active,
        version: expect.any(Number),
      })
  }
  expect(kept('AGENCY')).toHaveLength(agencies.length)
  expect(kept('STAFF')).toHaveLength(registered.length)
  expect(kept('STAFF')).toEqual(expect.arrayContaining(registered))

  const catalogue = (await get<Items>('/v1/procedures')).items.map(({ code }) => `PROCEDURE#${code}`)
  expect(catalogue.length).toBeGreaterThan(0)
  expect(kept('PROCEDURE').map(({ pk }) => pk)).toEqual(expect.arrayContaining(catalogue))
  for (const { pk, versions } of kept('PROCEDURE')) {
    const [code, newest] = [pk.split('#')[1], (versions as Fields[]).at(-1)]
    expect(await get(`/v1/procedures/${code}?at=${newest?.effectiveFrom}`)).toMatchObject(newest ?? {})
  }
  for (const { pk, sk: _sk, version: _version, edition: version, ...calendar } of kept('CALENDAR'))
    expect(await get(`/v1/calendars/${pk.split('#')[1]}`)).toEqual({ ...calendar, version })
  for (const id of files) {
    const { body } = await call<Fields>(`GET /v1/attachments/${id}`, 200, { persona: 'clerk' })
    const copy = copyOf(`ATTACHMENT#${id}`)
    expect(body).toMatchObject({ id, sha256: copy?.sha256, status: copy?.status ?? 'no copy' })
  }
}
