import middy from '@middy/core'
import { describe, expect, it } from 'vitest'
import type { HttpEvent, HttpResult } from '../../../shared/http/request.ts'
import { requestLog } from '../../../shared/http/request-log.ts'
import { Refusal } from '../../../shared/problems/refusal.ts'

const told = 'chim-hoang-yen'
/** A request that has the same word wherever a caller can put one. */
const event: HttpEvent = {
  rawPath: `/v1/dossiers/${told}/note`,
  rawQueryString: `name=${told}`,
  headers: { authorization: `Bearer ${told}`, 'idempotency-key': told, 'user-agent': told },
  body: JSON.stringify({ text: told }),
  requestContext: { requestId: 'r-1', http: { method: 'POST', sourceIp: '203.0.113.7' } },
}

/** What is written of a request that ends so. */
async function written(end: () => HttpResult): Promise<string[]> {
  const lines: string[] = []
  const onError = (request: { response?: unknown; error?: unknown }) => {
    request.response = { statusCode: request.error instanceof Refusal ? 403 : 500, headers: {}, body: '' }
  }
  const handler = middy<HttpEvent, HttpResult>()
    .use(requestLog('dossiers', (line) => lines.push(line)))
    .use({ onError })
    .handler(async () => end())
  await handler(event, {} as never)
  return lines
}
const done = (): HttpResult => ({ statusCode: 200, headers: { etag: told }, body: told })
const refused = () => {
  throw new Refusal('forbidden', { detail: told, errors: [{ pointer: `/${told}`, detail: told }] })
}
const broken = () => {
  throw new TypeError('no such thing')
}

describe('the line of a request', () => {
  it('is one line of JSON, whatever its end', async () => {
    for (const end of [done, refused, broken]) {
      const lines = await written(end)
      expect(lines).toHaveLength(1)
      expect(lines[0]).not.toContain('\n')
      const { milliseconds, ...line } = JSON.parse(lines[0] ?? '')
      expect(milliseconds).toBeGreaterThanOrEqual(0)
      expect(line).toMatchObject({ service: 'dossiers', requestId: 'r-1', method: 'POST', resource: 'v1/dossiers' })
    }
  })

  it('has nothing that a caller wrote, and not where he called from', async () => {
    for (const end of [done, refused]) {
      const [line = ''] = await written(end)
      expect(line).not.toContain(told)
      expect(line).not.toContain('203.0.113.7')
    }
  })

  it('names the problem with which it was refused, and its status', async () => {
    const [line = ''] = await written(refused)
    expect(JSON.parse(line)).toMatchObject({ status: 403, problem: 'forbidden' })
  })

  it('has name and stack of what is a fault of ours', async () => {
    const [line = ''] = await written(broken)
    expect(JSON.parse(line)).toMatchObject({ status: 500, error: 'TypeError', stack: expect.stringContaining('at ') })
  })
})
