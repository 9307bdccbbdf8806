import { beforeAll, describe, expect, it } from 'vitest'
import { type Desk, note, openDesk, report } from './desk.ts'

let desk: Desk
let ids: string[]
type Row = { id: string; status: string; dueAt: string; assignee?: { person: string } }
const list = (who: string | undefined, query = '') => desk.as(who, `GET /v1/feedback${query}`)
const idsOf = ({ body }: { body: { items: Row[] } }) => body.items.map(({ id }) => id)

beforeAll(async () => {
  desk = await openDesk()
  ids = []
  for (let n = 0; n < 4; n += 1) ids.push((await desk.sent(n % 2 ? note() : report())).id)
  await desk.act('clerk-1', 'start', ids[0] ?? '', 1, { person: 'specialist-1' })
  await desk.act('clerk-1', 'answer', ids[1] ?? '', 1, { text: 'Cảm ơn.' })
})

describe('the list of what waits', () => {
  it('shows what is open at the agency, earliest due first, without a text and without a name', async () => {
    const answer = await list('clerk-1')
    expect(answer.status).toBe(200)
    expect(idsOf(answer).sort()).toEqual([...ids].sort())
    // What only waits to be published is due first.
    expect(idsOf(answer)[0]).toBe(ids[1])
    const due = answer.body.items.map(({ dueAt }: Row) => dueAt)
    expect(due).toEqual(due.toSorted())
    const shown = ['channel', 'dueAt', 'id', 'kind', 'receivedAt', 'status', 'version']
    for (const row of answer.body.items) {
      const { assignee, ...others } = row
      expect(assignee === undefined).toBe(row.id !== ids[0])
      expect(Object.keys(others).sort()).toEqual(shown)
    }
  })

  it('is left by what is done: published, refused or handed on', async () => {
    const [a, b, c] = [await desk.sent(), await desk.sent(), await desk.sent()]
    await desk.act('clerk-1', 'reject', a.id, 1, { reason: 'x' })
    await desk.act('clerk-1', 'forward', b.id, 1, { to: 'x', reason: 'x' })
    await desk.act('clerk-1', 'answer', c.id, 1, { text: 'x' })
    expect(idsOf(await list('clerk-1'))).toContain(c.id)
    await desk.act('leader-1', 'publish', c.id, 2, { content: 'Góp ý', answer: 'Cảm ơn' })
    expect(idsOf(await list('clerk-1')).sort()).toEqual([...ids].sort())
  })

  it('shows to an officer what is in his hand, and to nobody else', async () => {
    expect(idsOf(await list('specialist-1', '?view=mine'))).toEqual([ids[0]])
    expect(idsOf(await list('clerk-1', '?view=mine'))).toEqual([])
    expect(idsOf(await list('leader-0', '?view=mine&agency=H26.125'))).toEqual([])
  })

  it('is filtered by status', async () => {
    expect(idsOf(await list('clerk-1', '?status=IN_PROGRESS'))).toEqual([ids[0]])
    expect(idsOf(await list('specialist-1', '?view=mine&status=RECEIVED'))).toEqual([])
  })

  it('is read page by page, each row once; a cursor of another question is refused (422)', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const answer = await list('clerk-1', `?limit=3${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...idsOf(answer))
      cursor = answer.body.nextCursor
    } while (cursor)
    expect(seen.sort()).toEqual([...ids].sort())
    const { nextCursor } = (await list('clerk-1', '?limit=2')).body
    for (const query of ['view=complaints', 'status=RECEIVED', 'view=mine']) {
      expect((await list('clerk-1', `?${query}&limit=2&cursor=${nextCursor}`)).status).toBe(422)
    }
    expect((await list('specialist-1', `?limit=2&cursor=${nextCursor}`)).status).toBe(422)
    expect((await list('clerk-9', `?limit=2&cursor=${nextCursor}`)).status).toBe(422)
  })

  it('is that of the own agency: empty elsewhere, 404 for one that is asked for, none for who is not of a desk', async () => {
    expect(idsOf(await list('clerk-9'))).toEqual([])
    expect((await list('clerk-9', '?agency=H26.125')).status).toBe(404)
    expect((await list('clerk-1', '?agency=H99')).status).toBe(404)
    for (const who of ['citizen-1', 'supervisor-1', 'portal-1']) expect((await list(who)).status).toBe(403)
    expect((await list(undefined)).status).toBe(401)
  })

  it('knows no other parameter and no limit beyond 100', async () => {
    for (const query of ['?sort=id', '?limit=0', '?limit=101', '?view=all', '?status=DONE', '?submitter=me']) {
      expect([query, (await list('clerk-1', query)).status]).toEqual([query, 422])
    }
  })
})
