import { beforeAll, describe, expect, it } from 'vitest'
import { token } from '../harness.ts'
import { withinOneHour } from '../hour.ts'
import { calendarSeed, desk } from './desk.ts'

const secret = 'a-secret-of-the-front-door'
const hourly = 600
const administrator = token('admin', { 'cognito:groups': ['administrator'] })

let service: Awaited<ReturnType<typeof desk>>
beforeAll(async () => {
  await withinOneHour()
  // The handler reads it when it is loaded; every request below says that it came through the door, or is refused.
  process.env.ORIGIN_SECRET = `${secret},the-next-one`
  service = await desk()
  return () => {
    process.env.ORIGIN_SECRET = ''
  }
})

const body = { limit: { unit: 'WORKING_DAY', value: 3 }, acceptedAt: '2026-11-16T09:10:00+07:00' }
const calculate = (headers: Record<string, string>) => service.ask('POST /v1/deadlines', { body, headers })
const through = (viewer: string, by = secret) => ({ 'x-origin-secret': by, 'x-viewer-address': viewer })

describe('a request beside the front door', () => {
  it.each([
    ['no secret', {}],
    ['a wrong one', { 'x-origin-secret': 'wrong' }],
    ['the whole setting', { 'x-origin-secret': `${secret},the-next-one` }],
  ])(
    'with %s is refused with 403 before anything is done, whatever it asks',
    async (_, headers: Record<string, string>) => {
      for (const request of ['GET /v1/procedures/health', 'POST /v1/deadlines', 'GET /nowhere']) {
        const answer = await service.ask(request, { headers, ...(request.startsWith('POST') ? { body } : {}) })
        expect(answer).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } })
      }
    },
  )

  it('is told from one through the door, under either value while the secret is rotated', async () => {
    for (const value of [secret, 'the-next-one']) {
      const answer = await service.ask('GET /v1/procedures/health', { headers: through('203.0.113.1', value) })
      expect(answer.status).toBe(200)
    }
  })
})

describe('the deadline calculator', () => {
  it('answers a viewer exactly his calculations of the hour; other viewers at the same edge are not harmed', async () => {
    const { id, body: calendar } = calendarSeed()
    const published = await service.ask(`POST /v1/calendars/${id}/versions`, {
      token: administrator,
      headers: through('203.0.113.2'),
      body: calendar,
    })
    expect(published.status).toBe(201)
    // Fifty at a time: more at once the local store can't answer in time, and a lost answer would count twice.
    const asked = []
    for (let n = 0; n < hourly + 50; n += 50) {
      asked.push(...(await Promise.all(Array.from({ length: 50 }, () => calculate(through('203.0.113.3'))))))
    }
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(hourly)
    const refused = asked.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(50)
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0)
    expect((await calculate(through('203.0.113.4'))).status).toBe(200)
  })
})
