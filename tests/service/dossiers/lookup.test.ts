import { beforeAll, describe, expect, it } from 'vitest'
import { canaries, type Desk, marriage, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
const lookUp = (code: string, secret: string) => desk.as(undefined, 'POST /v1/lookups', { body: { code, secret } })
const fresh = async () => (await desk.file('clerk-1', marriage())).body as { code: string; secret: string }

describe('a look-up by code and secret', () => {
  it('shows status, dates and the next step, and no personal data', async () => {
    const { code, secret } = await fresh()
    const { status, headers, body } = await lookUp(code, secret)
    expect(status).toBe(200)
    expect(headers['cache-control']).toBe('no-store')
    expect(body).toMatchObject({
      code,
      status: { code: 2 },
      next: { code: 'WAIT' },
      procedure: { name: 'Đăng ký kết hôn' },
    })
    for (const canary of Object.values(canaries)) expect(JSON.stringify(body)).not.toContain(canary)
    expect(JSON.stringify(body)).not.toContain('clerk-1')
  })

  it('takes the secret as people type it', async () => {
    const { code, secret } = await fresh()
    const typed = secret
      .toLowerCase()
      .replaceAll('0', 'o')
      .replaceAll('1', 'l')
      .replace(/(.{4})/g, '$1-')
    expect((await lookUp(code, ` ${typed} `)).status).toBe(200)
  })

  it('answers a wrong secret and an unknown code alike but for the instance', async () => {
    const { code } = await fresh()
    const unlike = ({
      status,
      headers,
      body: { instance: _instance, ...body },
    }: Awaited<ReturnType<typeof lookUp>>) => ({
      status,
      headers,
      body,
    })
    const wrong = unlike(await lookUp(code, '000000000000'))
    expect(wrong.status).toBe(404)
    expect(unlike(await lookUp('H26.125-200101-0001', '000000000000'))).toEqual(wrong)
    expect(unlike(await lookUp('no code at all', ''))).toEqual(wrong)
    expect(unlike(await lookUp(`${code}#HEAD`, 'x'))).toEqual(wrong)
  })

  it("is bound to the code: another dossier's secret opens nothing", async () => {
    const [one, other] = [await fresh(), await fresh()]
    expect((await lookUp(one.code, other.secret)).status).toBe(404)
  })

  it('is tried ten times an hour, right or wrong, known or not; then 429 with the time to wait', async () => {
    const { code, secret } = await fresh()
    for (const [name, word] of [
      [code, secret],
      ['H26.125-200101-0002', 'x'],
    ] as const) {
      const tries = []
      for (let n = 0; n < 10; n += 1) tries.push((await lookUp(name, n % 2 ? 'wrong' : word)).status)
      expect(tries).not.toContain(429)
      const { status, headers } = await lookUp(name, word)
      expect(status).toBe(429)
      expect(Number(headers['retry-after'])).toBeGreaterThan(0)
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(3_600)
    }
  })

  it('lets exactly ten of fifty pass that come at once', async () => {
    const { code, secret } = await fresh()
    const answers = await Promise.all(Array.from({ length: 50 }, () => lookUp(code, secret)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(40)
  })
})
