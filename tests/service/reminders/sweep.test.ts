import { randomUUID } from 'node:crypto'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, it } from 'vitest'
import { sweep } from '../../../shared/dynamodb/due.ts'
import { type Desk, dossierEvent, local, openDesk } from './desk.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})

let number = 0
const newCode = () => {
  number += 1
  return `H26.125-261116-${String(number).padStart(4, '0')}`
}
const kinds = async (code: string) =>
  (await desk.told(code)).map(({ type, data }) => (data as { kind?: string }).kind ?? type)

describe('the sweep of a minute', () => {
  it('tells what is due, once, however often it runs', async () => {
    const code = newCode()
    await desk.hear(dossierEvent(code))
    await desk.onDue()
    expect(await kinds(code)).toEqual([])
    desk.at(local('2026-11-18 08:00'))
    for (let tick = 0; tick < 3; tick += 1) await desk.onDue()
    expect(await kinds(code)).toEqual(['DUE_SOON'])
  })

  it('goes up the whole ladder of a dossier that nobody works on', async () => {
    const code = newCode()
    await desk.hear(dossierEvent(code))
    for (const now of ['2026-11-18 08:00', '2026-11-19 17:00', '2026-11-20 08:00', '2026-11-23 08:00']) {
      desk.at(local(now))
      await desk.onDue()
    }
    expect(await kinds(code)).toEqual(['DUE_SOON', 'DUE', 'deadline.missed', 'OVERDUE', 'OVERDUE'])
    const versions = (await desk.told(code)).map(({ version }) => version)
    expect(versions).toEqual([1, 2, 3, 4, 5])
  })

  it('sends once when two sweeps run at once', async () => {
    const codes = Array.from({ length: 40 }, newCode)
    await desk.hear(...codes.map((code) => dossierEvent(code)))
    desk.at(local('2026-11-18 08:00'))
    await Promise.all([desk.onDue(), desk.onDue(), desk.onDue()])
    for (const code of codes) expect(await kinds(code)).toEqual(['DUE_SOON'])
    expect((await desk.dueRows()).map(({ sk }) => String(sk).slice(0, 24))).toEqual(
      codes.map(() => local('2026-11-19 17:00')),
    )
  })

  it('catches up six hours, the oldest first', async () => {
    const hours = ['08:30', '09:15', '10:40', '11:05', '13:50', '14:20']
    const codes = new Map(hours.map((hour) => [newCode(), local(`2026-11-19 ${hour}`)]))
    const shuffled = [...codes].sort(() => Math.random() - 0.5)
    await desk.hear(
      ...shuffled.map(([code, dueAt]) => dossierEvent(code, 1, { dueAt, acceptedAt: local('2026-11-19 08:00') })),
    )
    desk.at(local('2026-11-19 08:00'))
    await desk.onDue()
    const seen: string[] = []
    const swept = await sweep(desk.table, local('2026-11-19 14:25'), async ({ at }) => seen.push(at))
    expect(seen).toEqual([...codes.values()])
    expect([swept.due, swept.hours]).toEqual([6, 8])
    desk.at(local('2026-11-19 14:25'))
    // What was read above was not handled: the watermark stands beyond it, but ten minutes are looked back.
    await desk.onDue()
    const [last] = [...codes.keys()].slice(-1)
    expect(await kinds(last ?? '')).toEqual(['DUE'])
  })

  it('tells all that six hours without a sweep have left, late, each once', async () => {
    const codes = Array.from({ length: 12 }, newCode)
    await desk.hear(
      ...codes.map((code, index) =>
        dossierEvent(code, 1, {
          acceptedAt: local('2026-11-19 08:00'),
          dueAt: new Date(Date.parse(local('2026-11-19 08:30')) + index * 1_500_000).toISOString(),
        }),
      ),
    )
    desk.at(local('2026-11-19 08:00'))
    await desk.onDue()
    desk.at(local('2026-11-19 14:10'))
    await desk.onDue()
    for (const code of codes) expect([code, await kinds(code)]).toEqual([code, ['DUE']])
    expect((await desk.told(codes[0] ?? ''))[0]?.at.slice(0, 16)).toBe(local('2026-11-19 14:10').slice(0, 16))
  })

  it('looks at nothing that is not due', async () => {
    const codes = Array.from({ length: 30 }, newCode)
    await desk.hear(
      ...codes.map((code, index) => dossierEvent(code, 1, { dueAt: local(`2026-11-${index % 2 ? 19 : 27} 17:00`) })),
    )
    const swept = await sweep(desk.table, local('2026-11-18 08:00'), async () => undefined)
    expect(swept.due).toBe(15)
  })

  it('goes on with the others when one cannot be handled, fails, and tries that one again', async () => {
    const [good, bad] = [newCode(), newCode()]
    await desk.hear(dossierEvent(good), dossierEvent(bad))
    const handled: string[] = []
    const now = local('2026-11-18 08:00')
    const once = (times: number) =>
      sweep(desk.table, new Date(Date.parse(now) + times * 3 * 3_600_000).toISOString(), async ({ subject }) => {
        handled.push(subject)
        if (subject === bad) throw new Error('broken')
      })
    expect((await once(0)).failed.map(({ subject }) => subject)).toEqual([bad])
    expect((await once(1)).failed.map(({ subject }) => subject)).toEqual([bad])
    expect(handled.filter((subject) => subject === bad)).toHaveLength(2)
  })

  it('fails as a function, so that its alarm rings, when something could not be handled', async () => {
    const code = newCode()
    await desk.hear(dossierEvent(code))
    await desk.table.client.send(
      new UpdateCommand({
        TableName: desk.table.name,
        Key: { pk: `DEADLINE#${code}`, sk: 'HEAD' },
        UpdateExpression: 'SET agency = :nobody',
        ExpressionAttributeValues: { ':nobody': 'H99' },
      }),
    )
    desk.at(local('2026-11-18 08:00'))
    await expect(desk.onDue()).rejects.toThrow('1 of 1 could not be handled')
  })
})

describe('what was planned is void', () => {
  it.each([
    ['ends', { status: 9 }, 'dossier.completed'],
    ['is withdrawn', { status: 7 }, 'dossier.withdrawn'],
    ['stands', { status: 5, pausedAt: local('2026-11-17 09:00') }, 'dossier.supplement-requested'],
  ])('when the dossier %s: no row is left, nobody is told', async (_what, data, type) => {
    const code = newCode()
    await desk.hear(dossierEvent(code), dossierEvent(code, 2, data, type))
    expect(await desk.dueRows()).toEqual([])
    desk.at(local('2026-11-23 10:00'))
    await desk.onDue()
    expect(await kinds(code)).toEqual([])
  })

  it('when the deadline moves: one row, at the new instant', async () => {
    const code = newCode()
    const moved = { status: 4, dueAt: local('2026-11-27 17:00'), deadlineVersion: 2 }
    await desk.hear(dossierEvent(code), dossierEvent(code, 2, moved, 'dossier.deadline-changed'))
    expect((await desk.dueRows()).map(({ sk }) => String(sk).slice(0, 24))).toEqual([local('2026-11-26 08:00')])
  })
})

describe('a row of a calendar', () => {
  it('leaves two weeks after the dossier ended, and not while its clock runs', async () => {
    const code = newCode()
    const row = async () => (await desk.query('FEED#H26.125')).find(({ sk }) => sk === code)
    await desk.hear(dossierEvent(code))
    expect(await row()).not.toHaveProperty('expiresAt')
    const ended = dossierEvent(code, 2, { status: 9 }, 'dossier.completed')
    await desk.hear(ended)
    expect((await row())?.expiresAt).toBe(Date.parse(ended.time) / 1_000 + 14 * 86_400)
  })
})

describe('events', () => {
  it('twice, late and out of order leave one plan', async () => {
    const code = newCode()
    const done = dossierEvent(code, 3, { status: 9 }, 'dossier.completed')
    await desk.hear(done, dossierEvent(code), dossierEvent(code, 2, { status: 4 }, 'dossier.handed-over'), done)
    expect(await desk.dueRows()).toEqual([])
  })

  it('of a dossier whose agency is not known yet come again', async () => {
    const other = `H26.9${randomUUID().slice(0, 2)}`
    const event = dossierEvent(`${other}-261116-0001`, 1, { agency: other, receivingPoint: `${other}-01` })
    const { batchItemFailures: failures } = await desk.hear(event)
    expect(failures).toHaveLength(1)
  })

  it('that cannot be read stand alone', async () => {
    const code = newCode()
    const { batchItemFailures: failures } = await desk.hear(
      { type: 'dossier.accepted', version: 1 },
      dossierEvent(code),
    )
    expect(failures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['m0'])
    expect(await desk.dueRows()).toHaveLength(1)
  })
})
