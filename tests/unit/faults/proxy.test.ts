import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Fault, type FaultProxy, openProxy } from '../../faults/proxy.ts'

const operation = 'DynamoDB_20120810.TransactWriteItems'
const whole = 'n'.repeat(2_000)
let asked = 0
/** In the place of AWS: counts what arrives. */
const store = createServer((_, response) => {
  asked += 1
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(`${asked}${whole}`)
})
let proxy: FaultProxy
beforeAll(async () => {
  await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve))
  proxy = await openProxy(`http://127.0.0.1:${(store.address() as AddressInfo).port}`, { delayMs: 50 })
})
afterAll(() => {
  proxy.close()
  store.closeAllConnections()
  store.close()
})
beforeEach(() => {
  asked = 0
  proxy.mend()
  proxy.follow(() => undefined)
})

/** What a client gets: the status and the text, or `lost` when the connection ends before the answer does. */
function call(target = operation): Promise<{ status: number; text: string } | 'lost'> {
  return new Promise((resolve) => {
    const body = JSON.stringify({ TransactItems: [{}, {}] })
    const headers = { 'x-amz-target': target, 'amz-sdk-request': 'attempt=2; max=3' }
    const sent = request(proxy.endpoint, { method: 'POST', headers }, (answer) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => {
        text += chunk
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      answer.on('error', () => resolve('lost'))
    })
    sent.on('error', () => resolve('lost'))
    sent.end(body)
  })
}
const meeting = (fault: Fault) => {
  proxy.follow((_, n) => (n === 1 ? fault : undefined))
  return call()
}

describe('a call that meets a fault', () => {
  it.each<[Fault, number]>([
    ['drop-before', 0],
    ['drop-after', 1],
    ['torn-body', 1],
    ['delay', 1],
  ])('%s: is not answered; the store was asked %i times', async (fault, times) => {
    expect(await meeting(fault)).toBe('lost')
    expect(asked).toBe(times)
  })

  it('error-500: is answered so without asking the store', async () => {
    expect(await meeting('error-500')).toMatchObject({
      status: 500,
      text: expect.stringContaining('InternalServerError'),
    })
    expect(asked).toBe(0)
  })

  it.each<[Fault, string]>([
    ['conflict', 'TransactionConflict'],
    ['throttle', 'ThrottlingError'],
  ])('%s: a transaction is cancelled with a reason for each item', async (fault, code) => {
    const { status, text } = (await meeting(fault)) as { status: number; text: string }
    const { __type: type, CancellationReasons: reasons } = JSON.parse(text)
    expect({ status, type }).toEqual({ status: 400, type: 'com.amazonaws#TransactionCanceledException' })
    expect(reasons.map(({ Code }: { Code: string }) => Code)).toEqual([code, 'None'])
    expect(asked).toBe(0)
  })

  it.each([
    ['DynamoDB_20120810.PutItem', 400, 'ProvisionedThroughputExceededException'],
    ['TrentService.Encrypt', 400, 'ThrottlingException'],
  ])('throttle: %s is refused as that service does', async (target, status, error) => {
    proxy.follow(() => 'throttle')
    expect(await call(target)).toMatchObject({ status, text: expect.stringContaining(error) })
  })

  it('duplicate: is done twice, and the second answer arrives', async () => {
    expect(await meeting('duplicate')).toEqual({ status: 200, text: `2${whole}` })
    expect(asked).toBe(2)
  })

  it('is told in the log, with the try that it was; the next one passes', async () => {
    await meeting('drop-before')
    await call()
    expect(proxy.log().map(({ attempt, fault }) => ({ attempt, fault }))).toEqual([
      { attempt: 2, fault: 'drop-before' },
      { attempt: 2, fault: undefined },
    ])
    expect(proxy.faults()).toBe(1)
  })
})

describe('a plan', () => {
  it('counts the calls of each operation from its beginning', async () => {
    const seen: string[] = []
    proxy.follow((name, n) => {
      seen.push(`${name} ${n}`)
      return undefined
    })
    for (const target of ['Put', 'Get', 'Put']) await call(target)
    proxy.follow((name, n) => {
      seen.push(`${name} ${n}`)
      return undefined
    })
    await call('Put')
    expect(seen).toEqual(['Put 1', 'Get 1', 'Put 2', 'Put 1'])
  })
})

describe('a cut', () => {
  it.each([
    [false, 1],
    [true, 2],
  ])('at the second call, after it: %s', async (after, done) => {
    proxy.cut(2, after)
    expect(await call()).toMatchObject({ status: 200 })
    for (let time = 0; time < 2; time += 1) expect(await call()).toMatchObject({ status: 400 })
    expect(asked).toBe(done)
    expect(proxy.mend()).toBe(true)
    expect(await call()).toMatchObject({ status: 200 })
  })
})
