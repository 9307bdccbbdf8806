import { beforeAll, describe, expect, it } from 'vitest'
import { type Desk, marriage, online, openDesk } from './desk.ts'

let desk: Desk
let codes: string[]
type Row = { code: string; status: { code: number }; dueAt?: string }
const list = (who: string | undefined, query = '') => desk.as(who, `GET /v1/dossiers${query}`)
const codesOf = ({ body }: { body: { items: Row[] } }) => body.items.map(({ code }) => code)

beforeAll(async () => {
  desk = await openDesk()
  codes = []
  for (let n = 0; n < 3; n += 1) codes.push((await desk.file('clerk-1', marriage())).body.code)
  for (let n = 0; n < 2; n += 1) codes.push((await desk.file('citizen-1', online())).body.code)
  codes.push(await desk.inProgress())
})

describe('the inbox', () => {
  it('shows what is open at the agency, earliest due first, without personal data', async () => {
    const answer = await list('clerk-1')
    expect(answer.status).toBe(200)
    expect(codesOf(answer).sort()).toEqual([...codes].sort())
    const due = answer.body.items.flatMap((row: Row) => row.dueAt ?? [])
    expect(due).toEqual([...due].sort())
    expect(Object.keys(answer.body.items[0])).not.toContain('applicant')
    expect(answer.body.items[0].procedure.name).toBe('Đăng ký kết hôn')
  })

  it('is read page by page, each dossier once', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const answer = await list('clerk-1', `?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      expect(answer.body.items.length).toBeLessThanOrEqual(2)
      seen.push(...codesOf(answer))
      cursor = answer.body.nextCursor
    } while (cursor)
    expect(seen.sort()).toEqual([...codes].sort())
  })

  it('refuses the cursor of another question, of another actor and one that is none (422)', async () => {
    const { nextCursor } = (await list('clerk-1', '?limit=2')).body
    expect((await list('clerk-1', `?limit=2&status=2&cursor=${nextCursor}`)).status).toBe(422)
    expect((await list('clerk-1', `?view=mine&cursor=${nextCursor}`)).status).toBe(422)
    expect((await list('specialist-1', `?limit=2&cursor=${nextCursor}`)).status).toBe(422)
    expect((await list('clerk-9', `?limit=2&cursor=${nextCursor}`)).status).toBe(422)
    for (const cursor of ['x', 'W10', 'bnVsbA', '%00', Buffer.from('["a","b","c","d"]').toString('base64url')]) {
      const { status, body } = await list('clerk-1', `?cursor=${cursor}`)
      expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 422, pointer: '/query/cursor' })
    }
  })

  it('is filtered by status', async () => {
    const rows = (await list('clerk-1', '?status=1')).body.items as Row[]
    expect(rows).toHaveLength(2)
    expect(rows.every(({ status }) => status.code === 1)).toBe(true)
  })

  it('is that of the own agency: empty elsewhere, and 404 for one that is asked for', async () => {
    expect(codesOf(await list('clerk-9'))).toEqual([])
    expect((await list('clerk-9', '?agency=H26.125')).status).toBe(404)
    expect((await list('clerk-1', '?agency=H26.999')).status).toBe(404)
    expect((await list('citizen-1', '?agency=H26.125')).status).toBe(404)
    expect((await list('supervisor-1', '?agency=H26.125')).status).toBe(404)
  })

  it('knows no other parameter, no twofold one and no limit beyond 100', async () => {
    for (const query of [
      '?sort=code',
      '?limit=1&limit=2',
      '?limit=0',
      '?limit=101',
      '?limit=x',
      '?status=11',
      '?view=all',
    ]) {
      expect((await list('clerk-1', query)).status).toBe(422)
    }
  })
})

describe('other lists', () => {
  it('show a specialist what is assigned to him', async () => {
    expect(codesOf(await list('specialist-1', '?view=mine'))).toEqual([codes[5]])
    expect(codesOf(await list('clerk-1', '?view=mine'))).toEqual([])
  })

  it('show a citizen his own dossiers, and nobody those of another', async () => {
    expect(codesOf(await list('citizen-1', '?applicant=me'))).toEqual([codes[3], codes[4]])
    expect(codesOf(await list('citizen-2', '?applicant=me'))).toEqual([])
    expect((await list('citizen-1', '?applicant=citizen-2')).status).toBe(422)
    expect((await list('citizen-1')).status).toBe(422)
  })

  it('keep a refused dossier in the list of its citizen only', async () => {
    const body = { reasons: [{ ground: 'Luật', text: 'Lý do' }] }
    await desk.act('clerk-1', 'refuse', codes[3] ?? '', 1, body)
    expect(codesOf(await list('citizen-1', '?applicant=me'))).toContain(codes[3])
    expect(codesOf(await list('clerk-1'))).not.toContain(codes[3])
  })

  it('show as due soon what its own state calls so, and nothing as overdue', async () => {
    const all = (await list('clerk-1')).body.items as (Row & { deadlineState: string })[]
    const soon = all.filter(({ deadlineState }) => deadlineState === 'DUE_SOON').map(({ code }) => code)
    expect(codesOf(await list('clerk-1', '?view=due-soon'))).toEqual(soon)
    expect(codesOf(await list('clerk-1', '?view=overdue'))).toEqual([])
  })
})
