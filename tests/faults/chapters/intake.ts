import { createHash } from 'node:crypto'
import * as attachments from '../../service/attachments/desk.ts'
import { announced } from '../../service/attachments/samples.ts'
import * as dossiers from '../../service/dossiers/desk.ts'
import * as feedback from '../../service/feedback/desk.ts'
import type { Chapter, Finding, Stand } from '../chapter.ts'
import { type Creation, createUnderFaults } from '../intake.ts'
import { broken, brokenDossiers, type Item } from '../invariants.ts'
import { naive } from '../naive.ts'
import { type FaultProxy, openProxy } from '../proxy.ts'

const share = 0.3

/** The names of the heads in a table. */
const heads = (items: Item[], kind: string) =>
  items
    .filter(({ pk, sk }) => sk === 'HEAD' && String(pk).startsWith(`${kind}#`))
    .map(({ pk }) => String(pk).slice(kind.length + 1))

async function ofDossiers(): Promise<Creation> {
  const desk = await dossiers.openDesk()
  return {
    title: 'POST /v1/dossiers',
    send: (n, key) => desk.file('clerk-1', dossiers.marriage({ form: { n: `${n}` } }), { 'idempotency-key': key }),
    nameIn: ({ code }) => code,
    promisedIn: ({ secret: _secret, ...dossier }) => dossier,
    read: async (code) => (await desk.read('clerk-1', code)).body,
    stored: async () => heads(await desk.dump(), 'DOSSIER'),
    broken: async () => brokenDossiers(await desk.dump()),
  }
}

async function ofFeedback(): Promise<Creation> {
  const desk = await feedback.openDesk({ FEEDBACK_PER_ADDRESS: '1000000' })
  const seen = ({ id, kind, status, receivedAt, version }: Record<string, unknown>) => ({
    id,
    kind,
    status,
    receivedAt,
    version,
  })
  return {
    title: 'POST /v1/feedback',
    send: (n, key) =>
      desk.send('clerk-1', feedback.note({ content: `Thêm ghế, lần ${n}.` }), { 'idempotency-key': key }),
    nameIn: ({ id }) => id,
    promisedIn: seen,
    read: async (id) => seen((await desk.read('clerk-1', id)).body),
    stored: async () => heads(await desk.dump(), 'FEEDBACK'),
    broken: async () => broken(await desk.dump()),
  }
}

async function ofAttachments(): Promise<Creation> {
  const desk = await attachments.openDesk()
  const seen = ({ id, fileName, sha256 }: Record<string, unknown>) => ({ id, fileName, sha256 })
  const bytes = (n: number) => Buffer.from(createHash('sha256').update(`${n}`).digest('hex'))
  return {
    title: 'POST /v1/attachments',
    send: (n, key) => desk.ask('citizen-1', announced(bytes(n)), { 'idempotency-key': key }),
    nameIn: ({ id }) => id,
    promisedIn: ({ id }) => id,
    read: async (id) => seen((await desk.look('citizen-1', id)).body).id,
    stored: async () => heads(await desk.dump(), 'ATTACHMENT'),
    broken: async () => broken(await desk.dump()),
  }
}

async function run(stand: Stand): Promise<Finding[]> {
  const proxy: FaultProxy = await openProxy(stand.endpoint)
  process.env.EMULATOR = proxy.endpoint
  const findings: Finding[] = []
  try {
    for (const [open, creates] of [
      [ofDossiers, stand.long ? 400 : 40],
      [ofFeedback, stand.long ? 200 : 12],
      [ofAttachments, stand.long ? 200 : 12],
    ] as const) {
      if (Date.now() >= stand.ends) break
      findings.push(...(await createUnderFaults(stand, proxy, await open(), { creates, share })))
    }
    return [await naive(stand, proxy, stand.long ? 400 : 60, share), ...findings]
  } finally {
    proxy.close()
  }
}

export const chapter: Chapter = { title: 'Intake under faults, beside a naive design', run }
