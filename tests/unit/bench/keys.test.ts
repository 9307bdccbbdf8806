import { describe, expect, it } from 'vitest'
import { assumed } from '../../bench/cost-mix.ts'
import { breaksAt, heatAt, hottest, hottestShare } from '../../bench/keys.ts'
import { familyOf, kindOf } from '../../bench/keys-family.ts'
import { heatOf } from '../../bench/keys-heat.ts'
import { lifeOfADossier } from '../../bench/keys-life.ts'
import { filingsPerSecond, largestShare, type Nation, nation, seeded } from '../../bench/scale-nation.ts'
import acts from '../../service/dossiers/acts.golden.json' with { type: 'json' }
import dossiers from '../../service/dossiers/capacity.golden.json' with { type: 'json' }
import integrations from '../../service/integrations/capacity.golden.json' with { type: 'json' }
import reminders from '../../service/reminders/capacity.golden.json' with { type: 'json' }

/** Two communes, of which the first has two thirds; one filing a second in the peak hour. */
const small = {
  ...nation,
  communes: 2,
  zipf: 1,
  dossiersPerYear: 3_600_000,
  workingDays: 100,
  peakDay: 1,
  peakHour: 0.1,
} as unknown as Nation
const of = (partition: string, wcu: number, index?: string) => ({
  service: 's',
  partition,
  wcu,
  ...(index ? { index } : {}),
})

describe('the nation', () => {
  it('files so many dossiers in a second of its busiest hour', () => {
    expect(filingsPerSecond(small, 1)).toBe(1)
    expect(filingsPerSecond(small, 100)).toBe(100)
  })

  it('has a largest commune with its share by the law that is assumed', () => {
    expect(largestShare(2, 1)).toBeCloseTo(2 / 3)
    expect(largestShare(4, 0)).toBe(0.25)
  })

  it('is the same each time', () => {
    expect([seeded(9)(), seeded(9)()]).toEqual([seeded(9)(), seeded(9)()])
    expect(seeded(9)()).not.toBe(seeded(10)())
  })
})

describe('where units fall', () => {
  const indexes = { inbox: { keys: ['inbox', 'at'] as [string, string], include: ['status'] } }
  const row = (more: object) => ({ pk: 'D#1', sk: 'HEAD', at: '1', ...more })
  const moved = (before: object | undefined, after: object | undefined, transacted = false) =>
    heatOf('s', indexes, {
      key: { pk: 'D#1', sk: 'HEAD' },
      ...(before ? { before: row(before) } : {}),
      ...(after ? { after: row(after) } : {}),
      transacted,
    })

  it('is on the item and on the index that holds it, twice in a transaction', () => {
    expect(moved(undefined, { inbox: 'A', status: 1 })).toEqual([of('D#1', 1), of('A', 1, 'inbox')])
    expect(moved(undefined, { inbox: 'A', status: 1 }, true)).toEqual([of('D#1', 2), of('A', 2, 'inbox')])
  })

  it('is not on an index that does not show what has changed', () => {
    expect(moved({ inbox: 'A', text: 'a' }, { inbox: 'A', text: 'b' })).toEqual([of('D#1', 1)])
  })

  it('is on both partitions of an index between which a row moves', () => {
    expect(moved({ inbox: 'A' }, { inbox: 'B' })).toEqual([of('D#1', 1), of('A', 1, 'inbox'), of('B', 1, 'inbox')])
    expect(moved({ inbox: 'A' }, {})).toEqual([of('D#1', 1), of('A', 1, 'inbox')])
  })
})

describe('how hot a partition gets', () => {
  it('grows with the country for what is of an agency, and stays for what is of one dossier', () => {
    const heat = [of('EVENTS#H26.125', 2), of('DOSSIER#H26.125-260106-0001', 6), of('DOSSIER#H26.125-260106-0001', 2)]
    const families = heatAt(
      [
        { service: 's', step: 'file', heat },
        { service: 's', step: 'note', heat },
      ],
      small,
    )
    expect(families.map(({ family, wcuPerLife }) => [family, wcuPerLife])).toEqual([
      ['EVENTS#{agency}', 4],
      ['DOSSIER#{dossier}', 8],
    ])
    // Two thirds of one filing a second, four units each; and eight units in the second of an act.
    expect(families[0]?.perSecond).toEqual([2.667, 26.667, 266.667])
    expect(families[1]?.perSecond).toEqual([8, 8, 8])
    expect(families.map(breaksAt)).toEqual([1_000 / 2.667, undefined])
    expect([hottest(families, 1).family, hottest(families, 100).family]).toEqual([
      's: DOSSIER#{dossier}',
      's: EVENTS#{agency}',
    ])
  })

  it('is named by what differs from life to life', () => {
    const officer = '6f1ed002-ab55-4a3a-9a2b-0d6c1f0a7e11'
    const names = [
      'H26.125#open',
      `FEED#H26.125#${officer}`,
      'DUE#2026-01-08T01#15',
      'RATINGS#H26.125#2026-01',
      'MESSAGE#6VMV',
      'SWEEP',
    ]
    expect(names.map(familyOf).map((family) => [family, kindOf(family)])).toEqual([
      ['{agency}#open', 'agency'],
      ['FEED#{agency}#{person}', 'person'],
      ['DUE#{hour}#{0–15}', 'hour'],
      ['RATINGS#{agency}#{month}', 'agency'],
      ['MESSAGE#{dossier}', 'dossier'],
      ['SWEEP', 'one'],
    ])
  })

  it('is shared by the sixteen partitions of an hour, and by the hours to which limits lead', () => {
    const [now, spread] = [hottestShare(false, nation), hottestShare(true, nation)]
    expect(now).toBeGreaterThanOrEqual(1 / 16)
    expect(now).toBeLessThan(1.1 / 16)
    // Of the most usual limit, which three in ten dossiers have.
    expect(spread).toBeGreaterThan(0.3 / 16)
    expect(spread).toBeLessThan(0.35 / 16)
  })
})

describe('the life of a dossier, as the stores write it', () => {
  it('costs what the golden files say of its steps', async () => {
    const { steps, rowBytes } = await lifeOfADossier()
    const wcu = (service: string, step: string) =>
      steps.find((one) => one.service === service && one.step === step)?.heat.reduce((sum, one) => sum + one.wcu, 0)
    expect({
      filed: wcu('dossiers', 'file'),
      handedOver: wcu('dossiers', 'hand-over'),
      lookedUp: wcu('dossiers', 'look-up'),
      planned: wcu('reminders', 'hears dossier.accepted'),
      passedOn: wcu('reminders', 'hears dossier.handed-over'),
      warned: wcu('reminders', 'warns'),
      fed: wcu('integrations', 'hears dossier.noted'),
    }).toEqual({
      filed: dossiers['create with a 2 KB form'].wcu,
      // To a person, whose list is one more index.
      handedOver: acts['hand-over'].wcu + 2,
      lookedUp: dossiers['look up'].wcu,
      // With the beginning of the watermark, once for a table.
      planned: reminders['acceptance heard'].wcu + 1,
      passedOn: reminders['hand-over heard'].wcu,
      warned: reminders['warning told'].wcu,
      fed: integrations['event of a known dossier'].wcu,
    })
    expect(rowBytes / 1e9 / assumed.rowGb).toBeGreaterThan(0.8)
    expect(rowBytes / 1e9 / assumed.rowGb).toBeLessThanOrEqual(1)
  })
})
