import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root, sdk } from '../../infra/local/aws.ts'
import { deployStack, destroyStack, synthesize } from '../../infra/local/deploy.ts'
import { type Filed, file, procedureOf } from '../../infra/local/first-dossier/dossiers.ts'
import { until, whenHeard } from '../../infra/local/first-dossier/until.ts'
import { type FileReference, samples, upload } from '../../infra/local/first-dossier/upload.ts'
import { copies, dossiersTable, drained, messagesIn, whileAsking } from './alone.ts'
import { asking } from './asking.ts'
import { expectAsPublished } from './published.ts'

const { desk, call, refusal } = asking()
const { endpoint, folder, receivingPoint } = desk
const deployment = { endpoint, folder }
const table = dossiersTable(endpoint)
const collecting = ['motcua-dossiers-reference', 'motcua-dossiers-attachment']
const administrator = { persona: 'administrator' }
const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Thử', idNumber: '001199000123' }
const renamed = 'H26.126'
const addition = ' (đổi tên)'
const procedure = '9.000001'

const filed = (code = '2.000815', files: FileReference[] = []) =>
  file(call, 'clerk', { procedure: code, channel: 'DESK', receivingPoint, applicant, files })
const read = ({ code }: Filed) => call(`GET /v1/dossiers/${code}`, 200, { persona: 'clerk' })
const away: Record<string, boolean> = {}
const isThere = (stack: string, there: boolean) => {
  away[stack] = !there
  return (there ? deployStack : destroyStack)(deployment, stack)
}

async function rename(name: (now: string) => string): Promise<void> {
  const { body, headers } = await call<Record<string, string>>(`GET /v1/agencies/${renamed}`, 200)
  const { id: _id, ...agency } = body
  const asked = { ...administrator, headers: { 'if-match': headers.get('etag') ?? '' } }
  await call(`PUT /v1/agencies/${renamed}`, 200, { ...asked, body: { ...agency, name: name(agency.name ?? '') } })
}

/** A procedure that nobody knew before, made of a seeded one. */
async function publishProcedure(): Promise<void> {
  const seed = join(root, 'functions', 'procedures', 'seed', 'procedures.json')
  const known = JSON.parse(readFileSync(seed, 'utf8')) as { code: string }[]
  const { code: _code, ...body } = known.find(({ code }) => code === '2.000815') ?? { code: '' }
  await call(`POST /v1/procedures/${procedure}/versions`, 201, { ...administrator, body })
}

describe('a service alone', () => {
  let old: Filed
  let paper: FileReference
  let intake: object
  beforeAll(async () => {
    old = await filed()
    const required = (await procedureOf(call, '2.000815')).cases[0]?.papers.filter((each) => each.required) ?? []
    const papers = required.map(({ code }) => ({ paper: code, kind: 'ORIGINAL', copies: 1 }))
    intake = { procedure: '2.000815', receivingPoint, channel: 'DESK', applicant, papers, returnBy: { method: 'DESK' } }
    paper = await upload(call, 'clerk', samples.form)
  })
  afterAll(async () => {
    if (away['motcua-dossiers']) await isThere('motcua-dossiers', true)
    await rename((now) => now.replace(addition, ''))
    await call(`POST /v1/procedures/${procedure}/retire`, 200, {
      ...administrator,
      body: { effectiveTo: '2025-07-01' },
    })
  })

  const deadline = { body: { limit: { unit: 'WORKING_DAY', value: 3 }, acceptedAt: '2026-01-05T09:00:00+07:00' } }
  const neighbours = [
    () => call('GET /v1/procedures/2.000815', 200),
    () => call('POST /v1/deadlines', 200, deadline),
    () => call(`GET /v1/attachments/${paper.id}`, 200, { persona: 'clerk' }),
  ]

  /** Without the patience of `filed`, which would hide a failure. */
  const fileOne = () => call('POST /v1/dossiers', 201, { persona: 'clerk', body: intake })

  it('is deployed with new code while the others answer every request', async () => {
    const named = new GetFunctionConfigurationCommand({ FunctionName: 'motcua-agencies-api' })
    const code = async () => (await new LambdaClient(sdk(endpoint)).send(named)).CodeSha256
    const before = await code()
    appendFileSync(join(folder, 'dist', 'agencies-api', 'index.mjs'), '\n// the same, built anew\n')
    const { asked, failed } = await whileAsking([...neighbours, () => read(old), fileOne], async () => {
      await synthesize(deployment, join(folder, 'clock.json'))
      await isThere('motcua-agencies', true)
    })
    expect(await code()).not.toBe(before)
    await call(`GET /v1/agencies/${renamed}`, 200)
    console.log(`agencies deployed anew: ${asked} requests to the others, ${failed.length} failed`)
    expect(failed).toEqual([])
    expect(asked).toBeGreaterThan(50)
  })

  it('goes, and the others answer on; only its own paths are unavailable, while its queues collect', async () => {
    await drained(endpoint, ...collecting)
    const others = [...neighbours, () => call('GET /v1/agencies/H26.125', 200)]
    const { asked, failed } = await whileAsking(others, () => isThere('motcua-dossiers', false))
    const { name } = await refusal(`GET /v1/dossiers/${old.code}`, 503)
    console.log(`dossiers destroyed: ${asked} requests to the others, ${failed.length} failed`)
    expect(failed).toEqual([])
    expect(name).toBe('unavailable')

    await rename((now) => now + addition)
    await publishProcedure()
    paper = await upload(call, 'clerk', samples.result)
    await until('the queues collect', async () => {
      const waiting = await Promise.all(collecting.map((queue) => messagesIn(endpoint, queue)))
      return (waiting[0] === 2 && waiting[1] === 1) || undefined
    })
  })

  it('comes back and catches up with everything that was published meanwhile', async () => {
    await isThere('motcua-dossiers', true)
    await drained(endpoint, ...collecting)
    await expectAsPublished(call, await copies(table), [paper.id])
    expect((await copies(table)).find(({ pk }) => pk === `AGENCY#${renamed}`)?.agency).toMatchObject({
      name: expect.stringContaining(addition),
    })
    await whenHeard('the API is back', ['unavailable'], () => read(old))
    await read(await filed(procedure, [paper]))
  })
})
