import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { costs } from '../../bench/cost.ts'
import { page as performance } from '../../bench/performance-page.ts'
import { page as reliability } from '../../faults/page.ts'
import { violations } from '../../faults/report.ts'
import { measuredBefore } from '../../figures/page.ts'

const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8')
const quoted = readme.slice(readme.indexOf('## What was measured'), readme.indexOf('## Where things are'))
const dollars = (value: number) => `$ ${value.toFixed(2)}`

describe('the README quotes', () => {
  it('how often a promise was broken', () => {
    expect(quoted).toContain(`\`violations: ${violations(measuredBefore(reliability), true)}\``)
  })

  it('what an intake and a page of the inbox cost, whatever is stored', () => {
    const { growth } = measuredBefore(performance)
    const at = (useCase: string) => growth?.cases.find((one) => one.useCase === useCase)?.at ?? []
    expect(growth?.sizes).toEqual([1_000, 10_000, 100_000])
    const [intake, inbox] = [at('intake'), at('inbox page of 50')]
    expect(new Set(intake.map(({ wcu }) => wcu)).size).toBe(1)
    expect(new Set(inbox.map(({ rcu }) => rcu)).size).toBe(1)
    expect(quoted).toContain(`costs ${intake[0]?.wcu} write units`)
    expect(quoted).toContain(`page of 50 of the inbox ${inbox[0]?.rcu} read units`)
  })

  it('what 1 000 dossiers and an idle month cost', () => {
    const { perThousand, idle } = costs()
    expect(quoted).toContain(`cost ${dollars(perThousand)} without mail and scanner`)
    expect(quoted).toContain(`nobody comes ${dollars(idle)} `)
  })
})
