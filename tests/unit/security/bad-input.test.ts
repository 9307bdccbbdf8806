import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { bodyJson, bodyText, parse } from '../../../shared/http/parse.ts'
import type { HttpEvent } from '../../../shared/http/request.ts'
import { problems } from '../../../shared/problems/problems.ts'
import { Refusal } from '../../../shared/problems/refusal.ts'
import { badBodies } from '../../security/corpus/bad-input.ts'

const Known = z.strictObject({ a: z.string().max(100).optional() })

/** Bodies as the HTTP API of AWS hands over what may be no text. */
const event = (body: string | Buffer, contentType: string | null | undefined): HttpEvent => ({
  rawPath: '/v1/things',
  headers: contentType === null ? {} : { 'content-type': contentType ?? 'application/json' },
  body: Buffer.from(body).toString('base64'),
  isBase64Encoded: true,
  requestContext: { requestId: 'r', http: { method: 'POST' } },
})

function statusOf(body: HttpEvent): number {
  try {
    bodyText(body)
    parse(Known, bodyJson(body))
    return 200
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return problems[error.problem].status
  }
}

describe('A body of the corpus is refused with a clear problem, and no other error', () => {
  it.each(badBodies.map((bad) => [bad.what, bad] as const))('%s', (_, { body, contentType, refused }) => {
    expect(refused).toContain(statusOf(event(body, contentType)))
  })
})
