import { randomUUID } from 'node:crypto'
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { acts } from '../../../functions/dossiers/acts.ts'
import { desk as openDesk } from '../../../functions/dossiers/desk.ts'
import { Intake } from '../../../functions/dossiers/schemas.ts'
import { type Found, open } from '../../../functions/dossiers/store.ts'
import { contactSealer } from '../../../shared/crypto/contact.ts'
import { envelope } from '../../../shared/crypto/envelope.ts'
import { lookupSecret } from '../../../shared/crypto/secret.ts'
import { documents } from '../../../shared/dynamodb/client.ts'
import type { Actor } from '../../../shared/permission/actor.ts'
import type { StaffRole } from '../../../shared/permission/table.ts'
import { countCapacity } from '../../../shared/testing/capacity.ts'
import { freshTable } from '../harness.ts'
import { marriage } from './desk.ts'
import { furnish, indexes } from './office.ts'

export const now = '2026-11-25T02:00:00.000Z'
// Subjects of an identity provider have 36 characters.
const who = (role: StaffRole): Actor => ({
  kind: 'person',
  id: randomUUID(),
  memberships: [{ agency: 'H26.125', role, unit: 'ho-tich', name: 'Nguyễn Văn Thường' }],
})
export const [clerk, specialist, leader] = [who('clerk'), who('specialist'), who('leader')]

/** The desk with a counter of what it costs by the rules of the store. */
export async function measured() {
  const { base, name } = await freshTable('dossiers', indexes)
  const kms = new KMSClient({})
  const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({}))
  const { Table: shape } = await base.send(new DescribeTableCommand({ TableName: name }))
  await furnish(open({ client: documents(base), name }, envelope(kms, key?.KeyId ?? '')))
  const counter = countCapacity(base, async () => (shape ? [shape] : []))
  const sealing = envelope(kms, key?.KeyId ?? '')
  const sealContact = contactSealer(kms, key?.KeyId ?? '')
  let opened = 0
  const store = open(
    { client: documents(base), name },
    {
      ...sealing,
      // As long as what KMS itself makes of it: the local one adds 84 bytes to a text, KMS 152.
      sealContact: async (...contact) => (await sealContact(...contact)) + 'A'.repeat(92),
      open: (...sealed) => {
        opened += 1
        return sealing.open(...sealed)
      },
    },
  )
  const desk = openDesk({
    store,
    hash: async (text) => text.slice(-43),
    secret: lookupSecret,
    ratingToken: async () => '0123456789AB',
  })
  const request = (actor: Actor) => ({
    actor,
    now,
    language: 'vi' as const,
    proven: async () => false,
    idempotency: { actor: actor.id, key: randomUUID(), requestHash: 'r'.repeat(22) },
  })
  const filing = (form: object, more: object = {}) => Intake.parse(marriage({ form, ...more }))
  const file = async (form: object = {}, more: object = {}) =>
    (await desk.file(filing(form, more), request(clerk))).body
  const find = async (code: string) => (await store.find(code)) as Found
  const register = async () => specialist.memberships
  const decide = acts({ store, register, surroundings: desk.surroundings })
  /** What a use case costs; the reference copies are remembered by then, as in a warm function. */
  async function cost(work: () => Promise<unknown>) {
    counter.reset()
    await work()
    const { wcu, rcu } = counter.report()
    return { wcu, rcu }
  }
  return { cost, decide, counter, store, desk, request, filing, file, find, opened: () => opened }
}

export type Measured = Awaited<ReturnType<typeof measured>>
