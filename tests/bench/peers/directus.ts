import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../../../infra/local/free-port.ts'
import { folder } from './install.ts'
import { type Running, untilAnswers } from './running.ts'

/** A sample: good for a server that lives for a minute on 127.0.0.1. */
export const directusToken = 'sample-token-of-the-bench'

/** Directus on that PostgreSQL with one collection, `dossiers`: a field for each part of a filing. */
export async function startDirectus(database: number, place: string): Promise<Running & { url: string }> {
  const port = await freePort()
  mkdirSync(place, { recursive: true })
  const env = {
    PATH: process.env.PATH,
    HOME: place,
    ...{ DB_CLIENT: 'pg', DB_HOST: '127.0.0.1', DB_PORT: String(database), DB_DATABASE: 'postgres' },
    ...{ DB_USER: 'bench', DB_PASSWORD: 'none', SECRET: 'sample-secret-of-the-bench-of-32-characters' },
    ...{ ADMIN_EMAIL: 'admin@example.com', ADMIN_PASSWORD: 'sample-password', ADMIN_TOKEN: directusToken },
    ...{ TELEMETRY: 'false', HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'error', NODE_ENV: 'production' },
    ...{ PUBLIC_URL: `http://127.0.0.1:${port}`, RATE_LIMITER_ENABLED: 'false' },
  }
  const cli = join(folder, 'node_modules/directus/cli.js')
  const bootstrap = spawn(process.execPath, [cli, 'bootstrap'], { env, cwd: place, stdio: 'ignore', timeout: 120_000 })
  const [code] = await once(bootstrap, 'exit')
  if (code !== 0) throw new Error(`Directus did not set its tables up: ${code}`)
  const child = spawn(process.execPath, [cli, 'start'], { env, cwd: place, stdio: 'ignore' })
  const ended = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGTERM')
    const kill = setTimeout(() => child.kill('SIGKILL'), 5_000)
    await ended
    clearTimeout(kill)
  }
  await untilAnswers(port)
  const url = `http://127.0.0.1:${port}`
  await makeCollection(url)
  return { pid: child.pid ?? 0, url, stop }
}

async function makeCollection(url: string): Promise<void> {
  const text = (field: string) => ({ field, type: 'string', schema: {} })
  const json = (field: string) => ({ field, type: 'json', schema: {}, meta: { special: ['cast-json'] } })
  const id = { field: 'id', type: 'uuid', schema: { is_primary_key: true }, meta: { special: ['uuid'] } }
  const fields = [id, ...['procedure', 'case', 'receivingPoint', 'channel'].map(text)]
  fields.push(...['applicant', 'papers', 'form', 'returnBy'].map(json))
  const answer = await fetch(`${url}/collections`, {
    method: 'POST',
    headers: { authorization: `Bearer ${directusToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ collection: 'dossiers', schema: {}, meta: {}, fields }),
  })
  if (!answer.ok) throw new Error(`Directus: ${answer.status} ${await answer.text()}`)
}
