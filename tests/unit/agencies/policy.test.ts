import { describe, expect, it } from 'vitest'
import { defaultPolicy, PolicyBody } from '../../../functions/agencies/policy.ts'
import { defaultPolicy as deadlineDefaults } from '../../../shared/calendar/policy.ts'

describe('the policy of an agency', () => {
  it('has the defaults of domain.md §3.6 where nothing is said', () => {
    expect(PolicyBody.parse({})).toEqual(defaultPolicy)
  })

  it('agrees with the defaults of the deadline rules', () => {
    expect(defaultPolicy).toMatchObject(deadlineDefaults)
  })

  it('takes what is said and the defaults for the rest', () => {
    expect(PolicyBody.parse({ dueTimePolicy: 'SAME_CLOCK' })).toEqual({ ...defaultPolicy, dueTimePolicy: 'SAME_CLOCK' })
  })

  it.each([
    { supplementMax: -1 },
    { supplementMax: '1' },
    { extensionMax: 1.5 },
    { supplementClock: 'STOP' },
    { onlineAcceptanceWh: 0 },
    { handoverCutoff: '25:00' },
    { sameDayCutoff: '3pm' },
    { feePausesClock: null },
    { graceDays: 3 },
  ])('refuses %o', (body) => {
    expect(PolicyBody.safeParse(body).success).toBe(false)
  })
})
