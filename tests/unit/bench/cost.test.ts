import { describe, expect, it } from 'vitest'
import { goldenUnits, idle, part, perThousand, total } from '../../bench/cost.ts'
import { type MixedStep, mix } from '../../bench/cost-mix.ts'
import { queuesOf, type Standing, standingOf } from '../../bench/cost-standing.ts'
import { prices } from '../../bench/prices.ts'
import { page } from '../../bench/scale-page.ts'
import { reckoned } from '../../bench/scale-reckoned.ts'
import { measuredBefore } from '../../figures/page.ts'

const rules: Standing['rules'] = [
  { queue: 'all', types: [], prefixes: ['dossier.'] },
  { queue: 'ends', types: ['dossier.completed'], prefixes: [] },
]
const units = () => ({ wcu: 10, rcu: 2 })
const amountOf = (parts: ReturnType<typeof perThousand>) =>
  Object.fromEntries(parts.map(({ says, amount }) => [says, amount]))

describe('the price of a part', () => {
  it('is the list price times the amount, and less what is free each month', () => {
    expect(part('alarms', 'alarmMonth', 30)).toMatchObject({ dollars: 3, afterFree: 2 })
    expect(part('alarms', 'alarmMonth', 4)).toMatchObject({ dollars: 0.4, afterFree: 0 })
    expect(part('keys', 'keyMonth', 3)).toMatchObject({ dollars: 3, afterFree: 3 })
  })

  it('is in the total, unless it stands beside it', () => {
    expect(total([part('keys', 'keyMonth', 3), part('mails', 'mail', 1_000, 'mail')])).toBe(3)
  })

  it('says of each where it is from', () => {
    for (const { source } of Object.values(prices)) expect(source).toMatch(/^(unchecked for|https:)/)
  })
})

describe('a thousand dossiers', () => {
  const steps: MixedStep[] = [
    { says: 'filed', golden: ['any', 'filed'], times: 1, requests: 1, event: 'dossier.accepted', keys: 2 },
    {
      says: 'completed',
      golden: ['any', 'completed'],
      times: 0.5,
      requests: 1,
      event: 'dossier.completed',
      messages: 1,
    },
    { says: 'told', times: 2, mails: 1 },
  ]
  const amounts = amountOf(perThousand(units, { rules }, steps))

  it('write and read what the golden files say, as often as it is done', () => {
    expect([amounts['rows written'], amounts['rows read']]).toEqual([15_000, 3_000])
  })

  it('have each event on every queue that takes it', () => {
    expect([
      queuesOf({ rules }, 'dossier.accepted'),
      queuesOf({ rules }, 'dossier.completed'),
      queuesOf({ rules }, 'x'),
    ]).toEqual([1, 2, 0])
    // 1 000 on one queue, 500 on two and on one of the service's own; sent, received and deleted.
    expect(amounts['messages of queues']).toBe((1_000 + 500 * 3) * 3)
    expect(amounts['events on the bus']).toBe(1_500)
  })

  it('call a function for each request, each event and each message', () => {
    expect(amounts['calls of functions']).toBe(1_500 + 1_500 + 2_500)
    expect([amounts['seals and hashes by KMS'], amounts.mails]).toEqual([2_000, 2_000])
  })

  it('have a golden figure for each step that names one', () => {
    for (const { golden } of mix)
      if (golden) expect(goldenUnits(golden).wcu + goldenUnits(golden).rcu).toBeGreaterThan(0)
    expect(() => goldenUnits(['dossiers/capacity.golden.json', 'nothing'])).toThrow('no use case "nothing"')
  })
})

describe('a month in which nobody comes', () => {
  it('has ticks each minute, and empty queues that are asked three times a minute', () => {
    const standing: Standing = {
      keys: 3,
      secrets: 1,
      alarms: 30,
      metrics: 2,
      queues: { free: 1, bounded: 2 },
      sweeps: 2,
      rules,
    }
    const amounts = amountOf(idle({ wcu: 1, rcu: 9 }, standing))
    expect(amounts['empty queues asked by Lambda']).toBe((1 * 2 + 2 * 5) * 3 * 43_800)
    expect([amounts['ticks of the sweeps: rows read'], amounts['ticks of the sweeps: calls']]).toEqual([
      9 * 87_600,
      87_600,
    ])
  })

  it('is counted in the templates', () => {
    const mapping = (more: object) => ({
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { BatchSize: 10, ...more },
    })
    const Resources = {
      queue: mapping({}),
      bounded: mapping({ ScalingConfig: { MaximumConcurrency: 2 } }),
      stream: mapping({ StartingPosition: 'TRIM_HORIZON' }),
      tick: { Type: 'AWS::Scheduler::Schedule', Properties: { ScheduleExpression: 'rate(1 minute)' } },
      night: { Type: 'AWS::Scheduler::Schedule', Properties: { ScheduleExpression: 'rate(1 day)' } },
      rule: {
        Type: 'AWS::Events::Rule',
        Properties: { Name: 'q', EventPattern: { 'detail-type': ['a', { prefix: 'b.' }] } },
      },
    }
    const counted = standingOf({ stack: { Resources } } as never)
    expect(counted).toMatchObject({ queues: { free: 1, bounded: 1 }, sweeps: 1, keys: 0 })
    expect(counted.rules).toEqual([{ queue: 'q', types: ['a'], prefixes: ['b.'] }])
  })
})

describe('the page of the scale', () => {
  it('says what the stores and the golden files say now; else run npm run bench:scale', async () => {
    const before = measuredBefore(page)
    expect(JSON.parse(JSON.stringify(await reckoned(before.standing)))).toEqual(before)
  })
})
