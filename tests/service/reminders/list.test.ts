import { beforeAll, describe, expect, it } from 'vitest'
import { city, type Desk, local, openDesk, otherWard, setClock, ward } from './api-desk.ts'

let desk: Desk
const [open, ended, late] = [`${ward}-261116-0001`, `${ward}-261116-0002`, `${ward}-261116-0003`]
const list = (who: string | undefined, query: string) => desk.as(who, `GET /v1/reminders?${query}`)
type Row = { kind: string; number: number; to: string; status: string; plannedFor: string; at?: string }
const told = async (code: string) => {
  const { status, body } = await list('clerk-1', `dossier=${code}`)
  expect(status).toBe(200)
  return (body.items as Row[]).map(({ kind, number, to, status: state, plannedFor }) =>
    [kind, number, to, state, plannedFor.slice(0, 16)].join(' '),
  )
}

beforeAll(async () => {
  desk = await openDesk()
  await desk.staff('clerk-1', ward)
  await desk.staff('city-leader', city, 'leader')
  await desk.staff('clerk-9', otherWard)
  await desk.staff('supervisor-1', ward, 'supervisor')
  await desk.dossier(open, 1, 'accepted')
  await desk.dossier(ended, 1, 'accepted')
  await desk.dossier(ended, 2, 'withdrawn', { status: 7 })
})

describe('the reminders of a dossier', () => {
  it('are all planned at first', async () => {
    expect(await told(open)).toEqual([
      'DUE_SOON 1 OFFICER PLANNED 2026-11-18T08:00',
      'DUE 1 OFFICER PLANNED 2026-11-19T17:00',
      'OVERDUE 1 LEADER PLANNED 2026-11-20T08:00',
    ])
  })

  it('say what was told and when, then what is planned', async () => {
    setClock(local('2026-11-18 08:00'))
    await desk.sweep()
    expect(await told(open)).toEqual([
      'DUE_SOON 1 OFFICER SENT 2026-11-18T08:00',
      'DUE 1 OFFICER PLANNED 2026-11-19T17:00',
      'OVERDUE 1 LEADER PLANNED 2026-11-20T08:00',
    ])
    const [first, second] = (await list('clerk-1', `dossier=${open}`)).body.items
    expect(first).toMatchObject({ deadlineVersion: 1, dueAt: '2026-11-19T17:00:00.000+07:00' })
    expect(first.at).toMatch(/^2026-11-18T08:00:0\d\.\d{3}\+07:00$/)
    expect(second).not.toHaveProperty('at')
  })

  it('move with the deadline, and what was told stays told', async () => {
    await desk.dossier(open, 2, 'extended', { dueAt: local('2026-11-26 17:00'), deadlineVersion: 2 })
    expect(await told(open)).toEqual([
      'DUE_SOON 1 OFFICER SENT 2026-11-18T08:00',
      'DUE_SOON 1 OFFICER PLANNED 2026-11-25T08:00',
      'DUE 1 OFFICER PLANNED 2026-11-26T17:00',
      'OVERDUE 1 LEADER PLANNED 2026-11-27T08:00',
    ])
  })

  it('are none for one that has ended', async () => {
    expect(await told(ended)).toEqual([])
  })

  it('say of what came too late that it was left out, and why', async () => {
    await desk.dossier(late, 1, 'accepted')
    setClock(local('2026-11-20 10:00'))
    await desk.sweep()
    const items = (await list('clerk-1', `dossier=${late}`)).body.items
    expect(items.map(({ kind, status, reason }: Row & { reason?: string }) => [kind, status, reason])).toEqual([
      ['DUE_SOON', 'SKIPPED', 'SUPERSEDED'],
      ['DUE', 'SENT', undefined],
      ['OVERDUE', 'SENT', undefined],
      ['OVERDUE', 'PLANNED', undefined],
    ])
    expect(items.at(-1)).toMatchObject({ number: 2, plannedFor: '2026-11-23T08:00:00.000+07:00' })
  })

  it('are for the desk of the agency and of the one above it', async () => {
    for (const who of ['clerk-1', 'city-leader']) expect((await list(who, `dossier=${open}`)).status).toBe(200)
    expect((await list('supervisor-1', `dossier=${open}`)).status).toBe(403)
    expect((await list(undefined, `dossier=${open}`)).status).toBe(401)
  })

  it('of what he may not see are answered like those of what is not there, byte for byte', async () => {
    const bytes = async (query: string) => {
      const { status, headers, body } = await list('clerk-9', query)
      return JSON.stringify({ status, headers, body: { ...body, instance: '' } })
    }
    const unseen = await bytes(`dossier=${open}`)
    expect(unseen).toContain('/problems/dossier-not-found')
    expect(await bytes(`dossier=${ward}-261116-9999`)).toBe(unseen)
    expect(await bytes(`dossier=${otherWard}-261116-9999`)).toBe(unseen)
  })

  it('are those of one thing: neither none nor two, and of no other parameter (422)', async () => {
    for (const query of [
      '',
      `dossier=${open}&feedback=7K3M9QX2VA`,
      `dossier=${open}&dossier=${ended}`,
      'dossier=x',
      'feedback=x',
      'code=1',
    ]) {
      const { status, body } = await list('clerk-1', query)
      expect({ query, status, type: body.type }).toEqual({ query, status: 422, type: '/problems/invalid-request' })
    }
  })
})
