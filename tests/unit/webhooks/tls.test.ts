import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calling } from '../../../shared/webhooks/call.ts'

const host = 'hook.city.invalid'
const letter = { secrets: [`whsec_${Buffer.from('a'.repeat(24)).toString('base64')}`], id: 'x:1', body: '{}' }

/** A certificate that names the host and signs itself. */
function selfMade() {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const named = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`, '-keyout', key, '-out', cert]
  execFileSync('openssl', [...made, ...named], { stdio: 'ignore' })
  const pair = { key: readFileSync(key), cert: readFileSync(cert) }
  rmSync(folder, { recursive: true })
  return pair
}

const usual = getCACertificates('default')
const seen: object[] = []
const pair = selfMade()
const server = createServer(pair, (request, response) => {
  const { servername, localAddress } = request.socket as TLSSocket & { servername: string }
  seen.push({ servername, localAddress, host: request.headers.host })
  response.writeHead(204).end()
})
let port = 0
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  setDefaultCACertificates(usual)
  server.close()
})

/** Every name leads to the one address at which the receiver is. */
const call = (name: string) => {
  const answer = calling({ loopback: true, resolve: async () => ['127.0.0.2'] })
  return answer({ ...letter, url: `https://${name}:${port}/` })
}

describe('A receiver with TLS', () => {
  it('whose certificate nobody trusts is told nothing', async () => {
    expect(await call(host)).toEqual({ fault: 'UNREACHABLE' })
    expect(seen).toEqual([])
  })

  it('is reached at the judged address, and asked for by its name', async () => {
    setDefaultCACertificates([...usual, pair.cert.toString()])
    expect(await call(host)).toMatchObject({ status: 204 })
    expect(seen).toEqual([{ servername: host, localAddress: '127.0.0.2', host: `${host}:${port}` }])
  })

  it('with a certificate of another name is told nothing, also when somebody trusts it', async () => {
    setDefaultCACertificates([...usual, pair.cert.toString()])
    const before = seen.length
    expect(await call('other.city.invalid')).toEqual({ fault: 'UNREACHABLE' })
    expect(seen).toHaveLength(before)
  })
})
