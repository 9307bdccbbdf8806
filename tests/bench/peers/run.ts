// `npm run bench:peers`: the intake beside a hand-written Fastify with PostgreSQL, and beside Directus, in one run, by turns.
// Installs them into .local/peers the first time (some minutes, 700 MB). Linux only: the CPU is read from /proc.
// Bounded: five minutes beside the installation. Writes docs/figures/peers.md.
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../../infra/local/aws.ts'
import { freePort } from '../../../infra/local/free-port.ts'
import { startMinistack } from '../../../infra/local/ministack.ts'
import { machine } from '../../figures/machine.ts'
import { write } from '../../figures/page.ts'
import { median } from '../paired.ts'
import { directusToken, startDirectus } from './directus.ts'
import { folder, installPeers } from './install.ts'
import { hangUp, load, type Side, type Slice } from './load.ts'
import { page } from './page.ts'
import { startPostgres } from './postgres.ts'
import type { Running } from './running.ts'

const clients = 16
const rounds = 5
const sliceMs = 4_000

if (!existsSync('/proc/self/stat')) {
  console.error('the CPU of other processes is read from /proc, which this system does not have')
  process.exit(2)
}
installPeers()
const place = mkdtempSync(join(tmpdir(), 'motcua-peers-'))
// PostgreSQL is somebody else, and has to get to his own folder in it.
chmodSync(place, 0o711)
const running: Running[] = []
const limit = setTimeout(() => {
  console.error('not done after five minutes')
  process.exit(1)
}, 300_000)

/** A server of ours or of the peers in a process of its own; settles with its first message. */
async function server(file: string, args: string[], environment: NodeJS.ProcessEnv): Promise<[Running, unknown]> {
  const child = fork(file, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit').then(() => undefined)
  const [message] = await Promise.race([once(child, 'message'), ended.then(() => [undefined])])
  if (message === undefined) throw new Error(`${file} did not start`)
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return [{ pid: child.pid ?? 0, stop }, message]
}

async function sidesOf(): Promise<(Side & { stands: string })[]> {
  const emulator = await startMinistack({ folder: join(place, 'aws') })
  running.push({ pid: emulator.pid, stop: emulator.stop })
  const port = await freePort()
  const [ours, told] = await server(
    join(root, 'tests/bench/peers/ours-server.ts'),
    [emulator.endpoint, String(port)],
    {},
  )
  running.push(ours)
  const { token, filing, publicKey } = told as { token: string; filing: object; publicKey: string }
  const database = await startPostgres(join(place, 'postgres'))
  running.push(database)
  const PORT = String(await freePort())
  const environment = { DATABASE_PORT: String(database.port), PORT, PUBLIC_KEY: publicKey, NODE_ENV: 'production' }
  const [fastify] = await server(join(folder, 'fastify-server.js'), [], environment)
  running.push(fastify)
  const directus = await startDirectus(database.port, join(place, 'directus'))
  running.push(directus)

  const body = JSON.stringify(filing)
  const signed = () => ({ authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() })
  return [
    {
      name: 'ours',
      stands:
        'the handler of `dossiers` behind a plain HTTP server; rights by the register, working time, personal data sealed under KMS, key, journal, inbox in one transaction, of an emulator',
      ...{ url: `http://127.0.0.1:${port}/v1/dossiers`, headers: signed, body, ok: 201 },
      ...{ server: ours.pid, store: emulator.pid },
    },
    {
      name: 'Fastify + PostgreSQL',
      stands:
        'written by hand for one server: schema, RS256, record, journal and key in one transaction; no register of staff, no working time, nothing sealed, no events',
      ...{ url: `http://127.0.0.1:${PORT}/v1/dossiers`, headers: signed, body, ok: 201 },
      ...{ server: fastify.pid, store: database.pid },
    },
    {
      name: 'Directus',
      stands: 'as it comes, on the same PostgreSQL: one item, its own activity log; a static token, no key, no journal',
      ...{ url: `${directus.url}/items/dossiers`, headers: () => ({ authorization: `Bearer ${directusToken}` }), body },
      ...{ ok: 200, server: directus.pid, store: database.pid },
    },
  ]
}

const middle = (slices: Slice[]): Slice =>
  Object.fromEntries(
    (Object.keys(slices[0] ?? {}) as (keyof Slice)[]).map((name) => [name, median(slices.map((slice) => slice[name]))]),
  ) as unknown as Slice

try {
  const sides = await sidesOf()
  for (const side of sides) await load(side, clients, 1_500)
  const slices = sides.map(() => [] as Slice[])
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, side] of sides.entries()) slices[index]?.push(await load(side, clients, sliceMs))
  }
  const measured = sides.map(({ name, stands }, index) => ({ name, stands, median: middle(slices[index] ?? []) }))
  const compared = { machine: machine(), clients, rounds, sides: measured }
  write(page, compared)
  console.log(page.render(compared))
} finally {
  hangUp()
  for (const one of running.reverse()) await one.stop()
  rmSync(place, { recursive: true, force: true, maxRetries: 3 })
  clearTimeout(limit)
}
