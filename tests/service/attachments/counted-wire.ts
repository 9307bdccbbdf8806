import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as dynamodb from '@aws-sdk/client-dynamodb'
import { countCapacity } from '../../../shared/testing/capacity.ts'

type Refused = Error & { $metadata?: { httpStatusCode?: number }; CancellationReasons?: unknown }
type AnyCommand = new (input: object) => dynamodb.GetItemCommand

/** Bytes are base64 on the wire; a text under the name `B` is always such a value. */
const reviveBytes = (name: string, value: unknown) =>
  name === 'B' && typeof value === 'string' ? Buffer.from(value, 'base64') : value
const bytesAsText = (_name: string, value: unknown) =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value

async function commandOf(request: IncomingMessage): Promise<dynamodb.GetItemCommand> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const name = String(request.headers['x-amz-target']).split('.').at(-1)
  const Command = (dynamodb as unknown as Record<string, AnyCommand>)[`${name}Command`]
  if (!Command) throw new Error(`DynamoDB has no operation ${name}`)
  return new Command(JSON.parse(Buffer.concat(chunks).toString(), reviveBytes))
}

/**
 * Stands before the store and sends every request on through one counted client: handlers make clients of their own.
 * From then on this process's clients that have not yet asked the store reach it this way.
 */
export async function countedWire(table: string) {
  // Its address is said, not read from the environment, else it would reach itself.
  const base = new dynamodb.DynamoDBClient({ endpoint: process.env.AWS_ENDPOINT_URL })
  const counter = countCapacity(base, async () => {
    const { Table: shape } = await base.send(new dynamodb.DescribeTableCommand({ TableName: table }))
    return shape ? [shape] : []
  })
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object) =>
      response
        .writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
        .end(JSON.stringify(body, bytesAsText))
    try {
      const { $metadata: _, ...output } = await base.send(await commandOf(request))
      answer(200, output)
    } catch (error) {
      const { name, message, $metadata: metadata, CancellationReasons } = error as Refused
      answer(metadata?.httpStatusCode ?? 500, { __type: name, message, CancellationReasons })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.env.AWS_ENDPOINT_URL_DYNAMODB = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...counter,
    close: () => {
      delete process.env.AWS_ENDPOINT_URL_DYNAMODB
      server.closeAllConnections()
      server.close()
    },
  }
}
