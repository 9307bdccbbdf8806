import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countedWire } from './counted-wire.ts'
import { type Desk, openDesk } from './desk.ts'
import { announced, pdf } from './samples.ts'

type Figures = Record<string, { wcu: number; rcu: number }>
const golden: Figures = JSON.parse(readFileSync(new URL('./capacity.golden.json', import.meta.url), 'utf8'))

const agency = 'H26.125'
const bytes = pdf('counted')
const { sha256 } = announced(bytes)
let desk: Desk
let wire: Awaited<ReturnType<typeof countedWire>>

beforeAll(async () => {
  desk = await openDesk()
  wire = await countedWire(desk.table.name)
  await desk.staff('clerk', agency)
})
afterAll(() => wire.close())

/** Units of one use case; a request that was not done costs nothing worth knowing. */
async function cost<Done>(work: () => Promise<Done>, done: (result: Done) => boolean) {
  wire.reset()
  const result = await work()
  const { wcu, rcu, rows } = wire.report()
  expect(done(result), JSON.stringify(result)).toBe(true)
  return { figures: { wcu, rcu }, rows }
}

const ticket = async (): Promise<string> => (await desk.ask('clerk', announced(bytes))).body.id
const noFailure = ({ batchItemFailures: failures }: { batchItemFailures: unknown[] }) => failures.length === 0
const named = (id: string) => ({ attachments: [{ id, sha256 }], filedBy: { id: 'clerk' }, agency })

/** One unit more fails, and one less as well: it is to be written down. */
async function costs(useCase: string, ...counted: Parameters<typeof cost>) {
  const { figures, rows } = await cost(...counted)
  expect(figures, JSON.stringify(rows, null, 2)).toEqual(golden[useCase])
}

describe('Capacity units of a file, by the rules of DynamoDB', () => {
  it('are those of the golden file for its ticket', async () => {
    await ticket() // from then on the register is remembered: what is counted is the file's own cost
    await costs(
      'ticket',
      () => desk.ask('clerk', announced(bytes)),
      (answer) => (answer as { status: number }).status === 201,
    )
  })

  it('are the same for the longest name', async () => {
    const asked = announced(bytes, undefined, 'ệ'.repeat(40))
    await costs(
      'ticket',
      () => desk.ask('clerk', asked),
      (answer) => (answer as { status: number }).status === 201,
    )
  })

  it('are those of the golden file for the check of a small file', async () => {
    const id = await ticket()
    await costs(
      'verification',
      () => desk.smuggle(id, bytes),
      (result) => noFailure(result as never),
    )
    expect((await desk.look('clerk', id)).body.status).toBe('VERIFIED')
  })

  it('are those of the golden file for a look at its status', async () => {
    const id = await desk.upload('clerk', bytes)
    await costs(
      'status',
      () => desk.look('clerk', id),
      (answer) => (answer as { status: number }).status === 200,
    )
  })

  it('are those of the golden file for the claim of a dossier', async () => {
    const id = await desk.upload('clerk', bytes)
    await costs(
      'claim',
      () => desk.dossier(`${agency}-261125-0001`, named(id)),
      (result) => noFailure(result as never),
    )
    expect((await desk.journal(`ATTACHMENT#${id}`)).at(-1)?.type).toBe('attachment.claimed')
  })

  it('are the same for the claim of a feedback', async () => {
    const id = await desk.upload('clerk', bytes)
    const data = { agency, attachments: [{ id, sha256 }], by: { id: 'clerk', agency }, restricted: true }
    await costs(
      'claim',
      () => desk.feedback('FB00000001', data),
      (result) => noFailure(result as never),
    )
    expect((await desk.journal(`ATTACHMENT#${id}`)).at(-1)?.type).toBe('attachment.claimed')
  })
})
