import type { IncomingMessage } from 'node:http'
import { Problem } from './problem.ts'

const limit = 64 * 1024

/** The bytes of a request to the front door itself. Throws Problem 413 above 64 KB. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw new Problem(413, 'body-too-large', `The body is larger than ${limit} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The JSON of a request to the front door itself. Throws Problem 400 when it is none, 413 above 64 KB. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = (await readBody(request)).toString('utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Problem(400, 'bad-json', `The body is no JSON: ${(error as Error).message}`)
  }
}
