import { beforeAll, describe, expect, it } from 'vitest'
import { type Filing, intake } from '../../../functions/dossiers/intake.ts'
import { keyedHash } from '../../../shared/crypto/keyed-hash.ts'
import { withinOneHour } from '../hour.ts'
import { canaries, type Desk, marriage, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  await withinOneHour()
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

  it('leaves nothing behind for what is no code, and one counter for what is', async () => {
    const kept = async () => (await desk.dump()).map(({ pk, sk }) => `${pk} ${sk}`).sort()
    const before = await kept()
    for (const code of ['', 'x', 'H26.125', 'H26.125-200101-0003#HEAD', '../H26.125-200101-0003', '__proto__']) {
      expect((await lookUp(code, 'x')).status).toBe(404)
    }
    for (const code of ['\u0000', 'Đ', 'x'.repeat(65)]) expect((await lookUp(code, 'x')).status).toBe(422)
    expect(await kept()).toEqual(before)
    expect((await lookUp('H26.125-200101-0003', 'x')).status).toBe(404)
    const more = (await kept()).filter((key) => !before.includes(key))
    expect(more).toEqual([expect.stringMatching(/^BUDGET#look-up-code#H26\.125-200101-0003 \d+$/)])
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

describe('a dossier whose reference data is not here yet', () => {
  it('is 503 with the time to wait for a look-up and for the desk, and is there once the data is', async () => {
    const [code, secret, procedure] = ['H26.125-261125-9001', 'ABCDEFGHJKMN', '9.000503']
    const hash = keyedHash(desk.kms, process.env.LOOKUP_KEY ?? '', 'motcua dossier look-up 1')
    const now = '2026-11-25T02:00:00.000Z'
    const { receivingPoint, applicant } = marriage()
    const filing: Filing = { receivingPoint, channel: 'DESK', papers: [], returnBy: { method: 'DESK' } }
    const known = {
      code,
      agency: 'H26.125',
      procedure: { code: procedure, version: 1 },
      case: 'ONE',
      limit: { unit: 'WORKING_DAY', value: 3 },
      secretHash: await hash(`${code}\n${secret}`),
    } as const
    const dates = { appointment: () => ({ dueAt: now, provisional: false }), firstDue: () => now }
    const by = { id: 'clerk-1', role: 'clerk', agency: 'H26.125' }
    const sealed = { applicant, secret }
    await desk.store.create(intake(filing, known, by, now, dates), by, sealed, [], { now })

    for (const { status, headers, body } of [await lookUp(code, secret), await desk.read('clerk-1', code)]) {
      expect({ status, type: body.type }).toEqual({ status: 503, type: '/problems/unavailable' })
      expect(headers['retry-after']).toBe('5')
    }
    expect((await lookUp(code, 'wrong')).status).toBe(404)
    const version = { version: 1, name: 'Thủ tục mới', results: [], cases: [] }
    await desk.store.keep('PROCEDURE', procedure, 1, { code: procedure, versions: [version] })
    expect(await lookUp(code, secret)).toMatchObject({ status: 200, body: { procedure: { name: 'Thủ tục mới' } } })
    expect((await desk.read('clerk-1', code)).status).toBe(200)
  })
})
