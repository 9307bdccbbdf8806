import { describe, expect, it } from 'vitest'
import { marriage, online, openDesk } from '../dossiers/desk.ts'
import { call } from '../harness.ts'
import { acceptClients, type Caller, callers, city, otherWard, register, tokenOf, ward } from './callers.ts'

acceptClients()
const { file, act, handler, table } = await openDesk()
await register(table)

const [ourClerk, theirClerk, specialist] = [`clerk-${ward}`, `clerk-${otherWard}`, `specialist-${ward}`]
const filed = async (who: string, body: unknown): Promise<string> => (await file(who, body)).body.code
const there = { receivingPoint: `${otherWard}-01` }

const owners = [await filed('owner', online()), await filed('owner', online())]
const strangers = await filed('stranger', online())
const desks = await filed(ourClerk, marriage())
await act(ourClerk, 'hand-over', desks, 1, { to: { unit: 'ho-tich', person: specialist } })
const citys = await filed(ourClerk, marriage())
await act(ourClerk, 'hand-over', citys, 1, { to: { unit: 'so-tu-phap', person: `specialist-${city}` } })
const elsewhere = await filed('owner', online(there))
const theirs = await filed(theirClerk, marriage(there))

const ofWard: Record<string, string[]> = {
  [ward]: [...owners, strangers, desks, citys],
  [otherWard]: [elsewhere, theirs],
}
const ofCitizen: Record<string, string[]> = { owner: [...owners, elsewhere], stranger: [strangers] }

const worksAtADesk = ({ at }: Caller) => at.find(({ role }) => ['clerk', 'specialist', 'leader'].includes(role))?.agency
/** Every row that may ever stand in a list of his. */
function his(one: Caller): string[] {
  const desk = worksAtADesk(one)
  const atWork = desk === city ? Object.values(ofWard).flat() : (ofWard[desk ?? ''] ?? [])
  return [...atWork, ...(ofCitizen[one.id ?? ''] ?? [])]
}

const list = (one: Caller, query: string) =>
  call(handler, `GET /v1/dossiers${query && `?${query}`}`, { token: tokenOf(one) })
const codes = ({ body }: { body: { items: { code: string }[] } }) => body.items.map(({ code }) => code).sort()
const by = (id: string) => callers.find((one) => one.id === id) as Caller
const people = callers.filter(({ id, kind }) => id !== undefined && kind === 'person')

const views = ['', 'view=inbox', 'view=mine', 'view=overdue', 'view=due-soon', 'applicant=me']
const filters = ['', 'status=1', 'status=2', 'status=4', 'status=7', 'limit=1']
const agencies = ['', `agency=${ward}`, `agency=${otherWard}`, `agency=${city}`, 'agency=H99']
const questions = views.flatMap((view) =>
  agencies.flatMap((agency) => filters.map((filter) => [view, agency, filter].filter(Boolean).join('&'))),
)

describe('A list of dossiers', () => {
  it.each(callers)('never shows a row that is not his to: $name', async (one) => {
    const mine = his(one)
    for (const question of questions) {
      const answer = await list(one, question)
      expect([question, [200, 401, 403, 404, 422].includes(answer.status)]).toEqual([question, true])
      if (answer.status !== 200) continue
      expect([question, codes(answer).filter((code) => !mine.includes(code))]).toEqual([question, []])
    }
  })

  it.each(people)('shows his own filings and no others to: $name', async (one) => {
    expect(codes(await list(one, 'applicant=me'))).toEqual((ofCitizen[one.id ?? ''] ?? []).toSorted())
  })

  it.each([ward, otherWard])(
    'shows the open dossiers of %s to its desk and to that of the city alone',
    async (agency) => {
      for (const one of people) {
        const answer = await list(one, `agency=${agency}`)
        const works = [agency, city].includes(worksAtADesk(one) ?? '')
        expect([one.name, answer.status]).toEqual([one.name, works ? 200 : 404])
        if (works) expect([one.name, codes(answer)]).toEqual([one.name, ofWard[agency]?.toSorted()])
      }
    },
  )

  it('shows what was handed over to him to the officer alone, by the ward that it is of', async () => {
    const inHand: Record<string, string[]> = { [specialist]: [desks], [`specialist-${city}`]: [citys] }
    for (const one of people.filter((other) => [ward, city].includes(worksAtADesk(other) ?? ''))) {
      expect([one.name, codes(await list(one, `view=mine&agency=${ward}`))]).toEqual([
        one.name,
        inHand[one.id ?? ''] ?? [],
      ])
    }
    expect(codes(await list(by(`specialist-${city}`), `view=mine&agency=${otherWard}`))).toEqual([])
  })

  it('is for no machine, and for nobody without a token', async () => {
    for (const one of callers.filter((other) => !people.includes(other))) {
      expect([one.name, (await list(one, '')).status]).toEqual([one.name, one.id === undefined ? 401 : 403])
    }
  })

  it('of another agency is not told from one of none', async () => {
    const told = async (agency: string) => {
      const { body, ...answer } = await list(by(ourClerk), `agency=${agency}`)
      return { ...answer, body: { ...body, instance: undefined } }
    }
    expect(await told(otherWard)).toEqual(await told('H99'))
  })
})

describe('The cursor of somebody else', () => {
  const cursorOf = async (id: string, query: string): Promise<string> =>
    (await list(by(id), `${query}&limit=1`)).body.nextCursor
  const parts = (cursor: string): string[] => JSON.parse(Buffer.from(cursor, 'base64url').toString())
  const under = async (id: string, query: string, cursor: string) =>
    (await list(by(id), `${query}&limit=1&cursor=${cursor}`)).status

  it('opens no list of a citizen to another, nor of a colleague, a ward or a view to another', async () => {
    const [own, inbox] = [await cursorOf('owner', 'applicant=me'), await cursorOf(ourClerk, `agency=${ward}`)]
    expect(await under('owner', 'applicant=me', own)).toBe(200)
    expect(await under(ourClerk, `agency=${ward}`, inbox)).toBe(200)
    for (const id of ['stranger', ourClerk, theirClerk]) expect(await under(id, 'applicant=me', own)).toBe(422)
    for (const id of [specialist, `clerk-${city}`]) expect(await under(id, `agency=${ward}`, inbox)).toBe(422)
    expect(await under(theirClerk, `agency=${ward}`, inbox)).toBe(404)
    expect(await under(theirClerk, `agency=${otherWard}`, inbox)).toBe(422)
    expect(await under(ourClerk, 'view=mine', inbox)).toBe(422)
    const citysOwn = await cursorOf(`clerk-${city}`, `agency=${ward}`)
    expect(await under(`clerk-${city}`, `agency=${otherWard}`, citysOwn)).toBe(422)
    expect(await under(ourClerk, `agency=${ward}&status=1`, inbox)).toBe(422)
  })

  it('with his own question written into it still shows none but his own rows', async () => {
    const [, ...position] = parts(await cursorOf(ourClerk, `agency=${ward}`))
    const [question] = parts(await cursorOf(theirClerk, `agency=${otherWard}`))
    const forged = Buffer.from(JSON.stringify([question, ...position])).toString('base64url')
    const answer = await list(by(theirClerk), `agency=${otherWard}&limit=1&cursor=${forged}`)
    if (answer.status === 200) {
      expect(codes(answer).filter((code) => !his(by(theirClerk)).includes(code))).toEqual([])
    } else expect(answer.status).toBe(422)
  })
})
