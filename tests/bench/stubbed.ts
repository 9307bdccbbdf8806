import { randomBytes } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { KMSClient } from '@aws-sdk/client-kms'
import { HttpResponse } from '@smithy/core/protocols'
import type { Table } from '../../shared/dynamodb/client.ts'

interface Sent {
  constructor: { name: string }
  input: object
}

/** A table that takes every write at once and keeps nothing; what it is asked to read is read once from the real one. */
export function stubbedTable({ client, name }: Table): Table {
  const known = new Map<string, Promise<unknown>>()
  let last = 0
  const read = (command: Sent) => {
    const question = JSON.stringify(command.input)
    // The key of a creation is another one each time, and never there.
    if (question.includes('"KEY#')) return Promise.resolve({})
    const answer = known.get(question) ?? client.send(command as never)
    known.set(question, answer)
    return answer
  }
  const send = async (command: Sent): Promise<unknown> => {
    if (/^(Get|Query|BatchGet)Command$/.test(command.constructor.name)) return read(command)
    if (command.constructor.name !== 'UpdateCommand') return {}
    last += 1
    return { Attributes: { last } }
  }
  return { client: { send } as unknown as Table['client'], name }
}

/** Keys that answer at once: a data key is as long as one of KMS, and so is what it is wrapped in. */
export function stubbedKms(): KMSClient {
  const [key, wrapped, mac] = [randomBytes(32), randomBytes(184), randomBytes(32)]
  const send = async () => ({ Plaintext: Buffer.from(key), CiphertextBlob: wrapped, Mac: mac })
  return { send } as unknown as KMSClient
}

/** A client whose requests are made and signed, and are answered `{}` before they reach a wire. */
export function stubbedWire(): DynamoDBClient {
  const headers = { 'content-type': 'application/x-amz-json-1.0' }
  const body = Buffer.from('{}')
  return new DynamoDBClient({
    maxAttempts: 3,
    requestHandler: { handle: async () => ({ response: new HttpResponse({ statusCode: 200, headers, body }) }) },
  })
}
