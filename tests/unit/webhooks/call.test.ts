import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createRawServer, type Socket } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, it } from 'vitest'
import { calling } from '../../../shared/webhooks/call.ts'

const secrets = [`whsec_${Buffer.from('a'.repeat(24)).toString('base64')}`]
const letter = { secrets, id: 'dossiers:DOSSIER#H26.125-261126-0001:1', body: '{"đã":"nhận"}' }
const closing: (() => unknown)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

/** A receiver on this machine. */
async function receiver(listener: RequestListener, onConnection: (socket: Socket) => void = () => undefined) {
  const server = createServer(listener).on('connection', onConnection)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return { port, url: `http://127.0.0.1:${port}/hook` }
}

const call = calling({ loopback: true })
/** The same with less patience. */
const impatient = calling({ loopback: true }, 300)

describe('A receiver', () => {
  it('gets the body as it was signed, under the id of the event', async () => {
    let got: { headers: Record<string, string>; body: string } | undefined
    const { url } = await receiver(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      got = { headers: request.headers as Record<string, string>, body: Buffer.concat(chunks).toString() }
      response.writeHead(204).end()
    })
    expect(await call({ ...letter, url })).toMatchObject({ status: 204 })
    expect(got?.headers).toMatchObject({
      'content-type': 'application/cloudevents+json',
      'webhook-id': letter.id,
      'content-length': String(Buffer.byteLength(letter.body)),
    })
    expect(new Webhook(secrets[0] as string).verify(got?.body ?? '', got?.headers ?? {})).toEqual({ đã: 'nhận' })
  })

  it('is reached at the address that was judged, under its own name', async () => {
    let host: string | undefined
    const { port } = await receiver((request, response) => {
      host = request.headers.host
      response.end()
    })
    // No resolver of this world knows the name, so the connection can only be to what was judged.
    const pinned = calling({ loopback: true, resolve: async () => ['127.0.0.1'] })
    expect(await pinned({ ...letter, url: `http://hook.city.invalid:${port}/` })).toMatchObject({ status: 200 })
    expect(host).toBe(`hook.city.invalid:${port}`)
  })

  it('whose name leads to another address the second time is not followed there', async () => {
    let reached = 0
    const { port } = await receiver((_, response) => {
      reached += 1
      response.end()
    })
    const answers = [['127.0.0.1'], ['10.0.0.1']]
    const rebinding = calling({ loopback: true, resolve: async () => answers.shift() ?? [] })
    const url = `http://rebinding.city.invalid:${port}/`
    expect(await rebinding({ ...letter, url })).toMatchObject({ status: 200 })
    expect(await rebinding({ ...letter, url })).toEqual({ fault: 'ADDRESS' })
    expect(reached).toBe(1)
  })

  it.each([301, 302, 303, 307, 308])(
    'that points elsewhere by %s has answered that, and nobody goes there',
    async (status) => {
      let reached = 0
      const elsewhere = await receiver((_, response) => {
        reached += 1
        response.end()
      })
      const { url } = await receiver((_, response) => {
        response.writeHead(status, { location: elsewhere.url }).end()
      })
      expect(await call({ ...letter, url })).toMatchObject({ status })
      expect(reached).toBe(0)
    },
  )

  it('may say when it wants to be asked again', async () => {
    const { url } = await receiver((_, response) => {
      response.writeHead(503, { 'retry-after': '120' }).end()
    })
    expect(await call({ ...letter, url })).toEqual({ status: 503, retryAfter: '120' })
  })

  it('that never ends its answer is read for 64 KB', async () => {
    let sent = 0
    const { url } = await receiver((_, response) => {
      response.writeHead(200)
      const more = () => {
        sent += 1
        if (!response.destroyed && response.write('x'.repeat(16_384))) setImmediate(more)
        else response.once('drain', more)
      }
      more()
    })
    expect(await call({ ...letter, url })).toMatchObject({ status: 200 })
    expect(sent).toBeLessThan(2_000)
  })

  it('that closes at once, or is not there, is unreachable', async () => {
    const { url } = await receiver(
      () => undefined,
      (socket) => socket.destroy(),
    )
    expect(await call({ ...letter, url })).toEqual({ fault: 'UNREACHABLE' })
    const { url: gone } = await receiver(() => undefined)
    await closing.pop()?.()
    expect(await call({ ...letter, url: gone })).toEqual({ fault: 'UNREACHABLE' })
  })

  it.each([
    ['says nothing', () => undefined],
    ['says its headers alone', (_, response) => response.writeHead(200).flushHeaders()],
    [
      'says a byte now and then',
      (_, response) => {
        response.writeHead(200)
        const saying = setInterval(() => response.write('x'), 50)
        response.on('close', () => clearInterval(saying))
      },
    ],
  ] as [string, RequestListener][])('that %s is left when its time is over', async (_, listener) => {
    const { url } = await receiver(listener)
    const began = performance.now()
    expect(await impatient({ ...letter, url })).toEqual({ fault: 'TIMEOUT' })
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  it.each([
    ['changes to another protocol', 'HTTP/1.1 101 Go\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n', { status: 101 }],
    ['says 101 alone', 'HTTP/1.1 101 Go\r\n\r\n', { status: 101 }],
    ['sends a body behind 204', 'HTTP/1.1 204 None\r\nContent-Length: 5\r\n\r\nhello', { status: 204 }],
    ['speaks HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nhello', { status: 200 }],
    ['says 200 behind 102', 'HTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', { status: 200 }],
    ['says that it goes on and no more', 'HTTP/1.1 100 Continue\r\n\r\n', { fault: 'UNREACHABLE' }],
    ['breaks off', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello', { fault: 'UNREACHABLE' }],
    ['sends a header that is none', 'HTTP/1.1 200 OK\r\nBad\0: x\r\n\r\n', { fault: 'UNREACHABLE' }],
    ['sends headers without end', `HTTP/1.1 200 OK\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`, { fault: 'UNREACHABLE' }],
    ['does not speak HTTP', 'hello\r\n\r\n', { fault: 'UNREACHABLE' }],
  ])('that %s comes to an end', async (_, raw, reply) => {
    const server = createRawServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end(raw))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => server.close())
    const { port } = server.address() as AddressInfo
    expect(await call({ ...letter, url: `http://127.0.0.1:${port}/` })).toMatchObject(reply)
  })

  it('that answers slowly but in time has answered', async () => {
    const { url } = await receiver((_, response) => {
      response.writeHead(200).write('x')
      setTimeout(() => response.end(), 100)
    })
    expect(await call({ ...letter, url })).toMatchObject({ status: 200 })
  })

  it('whose name is never found is left when its time is over', async () => {
    const hanging = calling({ resolve: () => new Promise(() => undefined) }, 100)
    expect(await hanging({ ...letter, url: 'https://city.example.vn/' })).toEqual({ fault: 'UNREACHABLE' })
  })

  it('at an address that is not public is not called', async () => {
    const strict = calling({ resolve: async () => ['127.0.0.1'] })
    expect(await strict({ ...letter, url: 'https://city.example.vn/' })).toEqual({ fault: 'ADDRESS' })
  })
})
