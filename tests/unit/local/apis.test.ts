import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeOffset } from '../../../infra/local/clock.ts'
import { freePort } from '../../../infra/local/free-port.ts'
import { type FrontDoor, startFrontDoor } from '../../../infra/local/front-door.ts'

/** The id under which a local AWS has the API of `dossiers`; none while its stack is away. */
let deployed: string | undefined = 'first'
let lookUps = 0
let aws: Server
let door: FrontDoor
const folder = mkdtempSync(join(tmpdir(), 'apis-'))

beforeAll(async () => {
  aws = createServer((request, response) => {
    const answer = (status: number, type: string, body: object) =>
      response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body))
    request.resume()
    if (request.headers['x-amz-target'] === 'AmazonSSM.GetParameter') {
      lookUps += 1
      return deployed
        ? answer(200, 'application/x-amz-json-1.1', { Parameter: { Value: deployed } })
        : answer(400, 'application/x-amz-json-1.1', { __type: 'ParameterNotFound' })
    }
    if (deployed === undefined || !request.url?.startsWith(`/_aws/execute-api/${deployed}/`))
      return answer(404, 'application/json', { message: 'Not Found' })
    return request.url.endsWith('/none')
      ? answer(404, 'application/problem+json', { type: '/problems/dossier-not-found' })
      : answer(200, 'application/json', { id: deployed })
  })
  await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve))
  door = await startFrontDoor(await freePort())
  const clockFile = join(folder, 'clock.json')
  writeOffset(clockFile, 0)
  const endpoint = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`
  const places = { endpoint, clockFile, smsOutbox: join(folder, 'sms') }
  door.open({ ...places, apis: { dossiers: 'first' }, userPoolId: 'pool', personas: [] })
})

afterAll(async () => {
  await door.stop()
  aws.close()
  rmSync(folder, { recursive: true })
})

const status = async (path: string, init?: RequestInit) => (await fetch(door.url + path, init)).status

describe('the front door of a service that goes and comes back', () => {
  it('asks nobody for an address that it knows, and hands on what a service does not find', async () => {
    expect(await status('/v1/dossiers')).toBe(200)
    expect(await status('/v1/dossiers/none')).toBe(404)
    expect(lookUps).toBe(0)
  })

  it('says that it is unavailable while it is away, also to a write', async () => {
    deployed = undefined
    expect(await status('/v1/dossiers')).toBe(503)
    expect(await status('/v1/dossiers', { method: 'POST', body: 'x'.repeat(100_000) })).toBe(503)
    const answer = await fetch(`${door.url}/v1/dossiers`)
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(await answer.json()).toMatchObject({ type: '/problems/unavailable' })
  })

  it('finds its new address, once', async () => {
    deployed = 'second'
    lookUps = 0
    expect(await (await fetch(`${door.url}/v1/dossiers`)).json()).toEqual({ id: 'second' })
    expect(await status('/v1/dossiers')).toBe(200)
    expect(lookUps).toBe(1)
  })
})
