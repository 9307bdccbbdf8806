import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { EncryptCommand } from '@aws-sdk/client-kms'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { kmsClient } from '../../../shared/crypto/kms.ts'
import { baseClient } from '../../../shared/dynamodb/client.ts'
import { type FaultProxy, openProxy } from '../../faults/proxy.ts'

let proxy: FaultProxy
beforeAll(async () => {
  // There is nobody behind it, and every call is dropped.
  proxy = await openProxy('http://127.0.0.1:9')
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'ap-southeast-1' })
  process.env.AWS_ENDPOINT_URL = proxy.endpoint
})
beforeEach(() => proxy.follow(() => 'drop-before'))
afterAll(() => proxy.close())

const read = new GetItemCommand({ TableName: 'dossiers', Key: { pk: { S: 'x' }, sk: { S: 'x' } } })
const encrypt = new EncryptCommand({ KeyId: 'x', Plaintext: Buffer.from('x') })

describe.each([
  ['the store', () => baseClient(), read],
  ['KMS', () => kmsClient(), encrypt],
] as const)('a client of %s', (_, open, command) => {
  it('tries the first call thrice and those after it less, while nothing is answered', async () => {
    const client = open() as ReturnType<typeof baseClient>
    const arrived: number[] = []
    for (let call = 0; call < 4; call += 1) {
      const before = proxy.log().length
      await expect(client.send(command as typeof read)).rejects.toThrow()
      arrived.push(proxy.log().length - before)
    }
    expect(arrived).toEqual([3, 2, 1, 1])
  })
})
