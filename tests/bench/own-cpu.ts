import { randomUUID } from 'node:crypto'
import { desk } from '../../functions/dossiers/desk.ts'
import { open } from '../../functions/dossiers/store.ts'
import { contactSealer } from '../../shared/crypto/contact.ts'
import { envelope } from '../../shared/crypto/envelope.ts'
import { keyedHash } from '../../shared/crypto/keyed-hash.ts'
import { lookupSecret } from '../../shared/crypto/secret.ts'
import { staffRegister } from '../../shared/dynamodb/projection.ts'
import type { Route } from '../../shared/http/route.ts'
import { service } from '../../shared/http/service.ts'
import { bare } from './bare.ts'
import type { Figure } from './figures.ts'
import { reached } from './goals.ts'
import type { Office } from './intake-office.ts'
import { paired, type Work } from './paired.ts'
import { stubbedKms, stubbedTable, stubbedWire } from './stubbed.ts'

const rounds = 9
const sliceMs = 400
const warmUp = 500

/** The intake's own route, before a store and keys that answer at once. */
async function stubbedIntake({ table, filing, clerk }: Office): Promise<Work> {
  const { routes } = await import('../../functions/dossiers/api.ts')
  const route = routes.find(({ method, path }) => method === 'POST' && path === '/v1/dossiers') as Route
  const [stub, kms] = [stubbedTable(table), stubbedKms()]
  const store = open(stub, { ...envelope(kms, 'key'), sealContact: contactSealer(kms, 'key') })
  const hash = keyedHash(kms, 'key', 'the bench')
  const { file } = desk({ store, hash, secret: lookupSecret, ratingToken: async () => '' })
  const run: Route['run'] = ({ body, ...context }) => file(body as Parameters<typeof file>[0], context)
  const handler = service('dossiers', [{ ...route, run }], { register: staffRegister(stub) })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${clerk}` }
  const body = JSON.stringify(filing)
  return async () => {
    const key = randomUUID()
    const requestContext = { requestId: key, http: { method: 'POST', sourceIp: '127.0.0.1' } }
    const event = { rawPath: '/v1/dossiers', headers: { ...headers, 'idempotency-key': key }, body, requestContext }
    const { statusCode } = await handler(event, {} as never)
    if (statusCode !== 201) throw new Error(`the intake with the store stubbed was answered ${statusCode}`)
  }
}

/** This process's CPU for an intake without its calls, against that of one call without its wire. */
export async function ownCpu(office: Office): Promise<Figure> {
  const intake = await stubbedIntake(office)
  const { transaction } = await bare(office, stubbedWire())
  for (let time = 0; time < warmUp; time += 1) await intake()
  for (let time = 0; time < warmUp; time += 1) await transaction()
  const { cpu, measured, yardstick } = await paired(intake, transaction, { workers: 1, rounds, sliceMs })
  const percent = (share: number) => (share * 100).toFixed(0)
  const microseconds = ({ cpuMs }: { cpuMs: number }) => (cpuMs * 1000).toFixed(0)
  return reached(
    'own-cpu',
    cpu.median * 100,
    `${percent(cpu.least)}–${percent(cpu.most)} %; ${microseconds(measured)} ÷ ${microseconds(yardstick)} µs, with a 2 KB form, RS256, working time, two seals and the log line`,
  )
}
