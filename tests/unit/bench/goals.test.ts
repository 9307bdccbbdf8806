import { describe, expect, it } from 'vitest'
import { golden } from '../../bench/capacity.ts'
import { type Counted, goldenFiles, wanted } from '../../bench/capacity-goals.ts'
import { goals, reached } from '../../bench/goals.ts'
import { growthRows } from '../../bench/growth-rows.ts'
import { chosen, measuring } from '../../bench/measuring.ts'
import { standings } from '../../bench/standings.ts'

const services = Object.keys(goldenFiles) as Counted[]

describe('the goals in capacity units', () => {
  it.each(services)('name only use cases of %s that a golden file has', (service) => {
    expect(Object.keys(golden(service))).toEqual(expect.arrayContaining(Object.keys(wanted[service])))
  })

  it('are there for each use case of the design, in the unit in which it counts', () => {
    const asked = (service: Counted, useCase: string) => {
      const { wcu, rcu } = wanted[service][useCase] ?? {}
      return [wcu, rcu]
    }
    expect({
      creation: asked('dossiers', 'create with a 2 KB form'),
      act: asked('dossiers', 'hand-over'),
      lookUp: asked('dossiers', 'look up'),
      inbox: asked('dossiers', 'inbox page of 50'),
      tick: asked('due', 'a tick with 100 due of 10 000 open'),
      ticket: asked('attachments', 'ticket'),
      verified: asked('attachments', 'verification'),
      feedback: asked('feedback', 'a note of 400 characters'),
      rating: asked('feedback', 'a rating: its entry and its row in the month'),
    }).toEqual({
      creation: [13, undefined],
      act: [6, undefined],
      lookUp: [1, 0.5],
      inbox: [undefined, 1.5],
      tick: [undefined, 9],
      ticket: [1, undefined],
      verified: [4, undefined],
      feedback: [8, undefined],
      rating: [4, undefined],
    })
  })

  it('say why where a golden file is above them', () => {
    const silent = services.flatMap((service) =>
      Object.entries(wanted[service])
        .filter(([useCase, { wcu = 1e9, rcu = 1e9, short }]) => {
          const units = golden(service)[useCase]
          return short === undefined && units !== undefined && (units.wcu > wcu || units.rcu > rcu)
        })
        .map(([useCase]) => `${service}: ${useCase}`),
    )
    expect(silent).toEqual([])
  })
})

describe('how the goals stand', () => {
  const rowOf = (metric: string, ...given: Parameters<typeof standings>) =>
    standings(...given).find((row) => row.metric === metric)

  it('has a row for every goal, whatever was measured', () => {
    expect(standings([]).map(({ metric }) => metric)).toEqual(Object.values(goals).map(({ metric }) => metric))
  })

  it('takes the value that was measured for a row, with its note', () => {
    const figures = [reached('hop', 3.2, 'as it was')]
    expect(rowOf(goals.hop.metric, figures)).toMatchObject({ value: 3.2, note: 'as it was', goal: 5 })
  })

  it('says of a row without a value why there is none', () => {
    expect(rowOf(goals.hop.metric, [], { hops: 'no time was left' })).toMatchObject({ missing: 'no time was left' })
    expect(rowOf(goals.hop.metric, [])).toMatchObject({ missing: 'this run has no figure for it' })
    expect(rowOf(goals.receipt.metric, [])).toMatchObject({ missing: goals.receipt.unmeasured })
    expect(rowOf(goals.hop.metric, [reached('hop', Number.NaN)])?.value).toBeUndefined()
  })

  it('counts the rows that a sweep reads for each that is due', () => {
    const point = { wcu: 1, rcu: 9, rows: 100, timeRatio: 1, milliseconds: 3 }
    const at = [point, point, { ...point, rows: 250 }]
    const rows = growthRows({ sizes: [1_000, 10_000, 100_000], cases: [{ useCase: 'sweep tick, 100 due', at }] })
    expect(rows.map(({ row, value }) => [row, value])).toEqual([
      ['sweep-10k', 1],
      ['sweep-100k', 2.5],
    ])
  })
})

describe('a run of the bench', () => {
  it('is of every part, or of those that are named, in their own order', () => {
    expect(chosen([])).toContain('units')
    expect(chosen(['desk', 'units'])).toEqual(['units', 'desk'])
    expect(() => chosen(['unit'])).toThrow('unit: no part of the bench')
  })

  it('goes on when a measurement fails, and remembers why', async () => {
    const { measure, sections, missed } = measuring(['units', 'hops'], 60_000, () => undefined)
    await measure('units', { title: 'first' }, async () => {
      throw new Error('the store was gone')
    })
    await measure('hops', { title: 'second' }, async () => [reached('hop', 3), reached('signing', Number.NaN)])
    await measure('check', { title: 'third' }, async () => [reached('check', 1)])
    expect(missed).toEqual({ units: 'the store was gone' })
    expect(sections.map(({ title, figures }) => [title, figures.length])).toEqual([['second', 1]])
  })

  it('begins nothing for which no time is left', async () => {
    const { measure, missed } = measuring(['hops'], 0, () => undefined)
    await measure('hops', { title: 'late' }, async () => [reached('hop', 3)])
    expect(missed).toEqual({ hops: 'no time was left' })
    const late = measuring(['desk'], 60_000, () => undefined)
    await late.measure('desk', { title: 'long' }, async () => [reached('lateness', 3)], 61_000)
    expect(late.missed).toEqual({ desk: 'no time was left' })
  })
})
