import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { baseClient } from '../../../shared/dynamodb/client.ts'
import { asRefusal } from '../../../shared/http/answers.ts'
import { answerOf } from '../../faults/answers.ts'
import { type Fault, type FaultProxy, openProxy } from '../../faults/proxy.ts'

const page = (status: number): Fault => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from('<html>busy</html>'),
})
const nothing = (status: number): Fault => ({ status, headers: {}, body: Buffer.alloc(0) })

let proxy: FaultProxy
beforeAll(async () => {
  // There is nobody behind it: every call meets a fault.
  proxy = await openProxy('http://127.0.0.1:9')
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'ap-southeast-1' })
})
afterAll(() => proxy.close())

/** What the caller is told after a read of the store met a fault. */
async function toldAfter(fault: Fault) {
  proxy.follow(() => fault)
  process.env.AWS_ENDPOINT_URL = proxy.endpoint
  const read = new GetItemCommand({ TableName: 'dossiers', Key: { pk: { S: 'x' }, sk: { S: 'x' } } })
  const error = await baseClient()
    .send(read)
    .catch((thrown: Error) => thrown)
  const { problem, facts } = asRefusal(error)
  return { problem, headers: facts.headers }
}

describe('a store that', () => {
  it.each<[string, Fault]>([
    ['hangs up', 'drop-before'],
    ['has an error of its own', 'error-500'],
    ['has an error without a name', nothing(500)],
    ['is not behind its load balancer', page(503)],
    ['is behind a broken gateway', page(502)],
    ['answers half of what it should', { status: 200, headers: {}, body: Buffer.from('{"Item": {"pk"') }],
    ['has too much to do', 'throttle'],
    ['writes for somebody else', answerOf('TransactionConflictException')],
  ])('%s is unavailable (503), and says when to come again', async (_, fault) => {
    expect(await toldAfter(fault)).toEqual({ problem: 'unavailable', headers: { 'retry-after': '5' } })
  })

  it('refuses a request that is wrong has found a bug (500)', async () => {
    expect(await toldAfter(answerOf('ValidationException'))).toMatchObject({ problem: 'internal-error' })
  })
})
