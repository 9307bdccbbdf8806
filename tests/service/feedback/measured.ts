import { randomUUID } from 'node:crypto'
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { desk as openDesk } from '../../../functions/feedback/desk.ts'
import { Sent } from '../../../functions/feedback/schemas.ts'
import { type Found, newId, open } from '../../../functions/feedback/store.ts'
import { contactSealer } from '../../../shared/crypto/contact.ts'
import { envelope } from '../../../shared/crypto/envelope.ts'
import { lookupSecret } from '../../../shared/crypto/secret.ts'
import { documents } from '../../../shared/dynamodb/client.ts'
import { type Actor, anonymous } from '../../../shared/permission/actor.ts'
import type { StaffRole } from '../../../shared/permission/table.ts'
import { countCapacity } from '../../../shared/testing/capacity.ts'
import { freshTable } from '../harness.ts'
import { furnish, indexes } from './office.ts'

export const now = '2026-11-25T02:00:00.000Z'
// Subjects of an identity provider have 36 characters.
const who = (role: StaffRole): Actor => ({
  kind: 'person',
  id: randomUUID(),
  memberships: [{ agency: 'H26.125', role, unit: 'mot-cua', name: 'Nguyễn Văn Thường' }],
})
export const [clerk, leader] = [who('clerk'), who('leader')]

/** The desk with a counter of what it costs by the rules of the store. */
export async function measured() {
  const { base, name } = await freshTable('feedback', indexes)
  const kms = new KMSClient({})
  const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({}))
  const { Table: shape } = await base.send(new DescribeTableCommand({ TableName: name }))
  await furnish(open({ client: documents(base), name }))
  const counter = countCapacity(base, async () => (shape ? [shape] : []))
  const sealContact = contactSealer(kms, key?.KeyId ?? '')
  const { seal, open: unseal } = envelope(kms, key?.KeyId ?? '')
  // As long as what KMS itself makes of them: the local one adds 84 bytes to a text and wraps a key in 116, KMS 152 and 184.
  const wrapping = Buffer.alloc(68)
  const store = open(
    { client: documents(base), name },
    {
      seal: async (...sealed) => Buffer.concat([await seal(...sealed), wrapping]),
      open: (sealed, binding) => unseal(sealed.subarray(0, -wrapping.length), binding),
      sealContact: async (...contact) => (await sealContact(...contact)) + 'A'.repeat(92),
    },
  )
  const hash = async (text: string) => text.padEnd(43, 'h').slice(-43)
  const register = async () => clerk.memberships
  const desk = openDesk({ store, newId, hash, secret: lookupSecret, register, agency: 'H26.125', reopenHours: 72 })
  const request = (actor: Actor = anonymous) => ({
    actor,
    now,
    requestId: randomUUID(),
    clientAddress: randomUUID().slice(0, 22),
    idempotency: { actor: actor.id || 'address:x', key: randomUUID(), requestHash: 'r'.repeat(22) },
  })
  const send = async (body: object, actor?: Actor) => (await desk.send(Sent.parse(body), request(actor))).body
  const find = async (id: string) => (await store.find(id)) as Found
  /** What a use case costs; the reference copies are remembered by then, as in a warm function. */
  async function cost(work: () => Promise<unknown>) {
    counter.reset()
    await work()
    const { wcu, rcu, rows } = counter.report()
    return { wcu, rcu, rows }
  }
  return { cost, desk, store, request, send, find }
}

export type Measured = Awaited<ReturnType<typeof measured>>
