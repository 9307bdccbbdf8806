import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { beforeAll, describe, expect, it } from 'vitest'
import { open } from '../../../functions/feedback/store.ts'
import { envelope } from '../../../shared/crypto/envelope.ts'
import type { Table } from '../../../shared/dynamodb/client.ts'
import { type Desk, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})

/** The local store shows every write at once; in AWS a cheap read may miss the last one, which is played here. */
function lateStore() {
  const client = Object.create(desk.table.client) as Table['client']
  const ask = async (command: QueryCommand) => {
    const answer = await desk.table.client.send(command)
    return command.input.ConsistentRead ? answer : { ...answer, Items: answer.Items?.slice(0, -1) }
  }
  Object.assign(client, {
    send: (command: never) =>
      (command as object) instanceof QueryCommand ? ask(command) : desk.table.client.send(command),
  })
  return open({ ...desk.table, client }, envelope(desk.kms, process.env.SEALED_KEY ?? ''))
}

describe('what was written in the acts', () => {
  it('has the last one, where a cheap read does not see it yet', async () => {
    const { id } = await desk.sent()
    await desk.act('clerk-1', 'request-info', id, 1, { question: 'Ở đâu?' })
    expect(await lateStore().written({ id, version: 2 })).toMatchObject([{ question: 'Ở đâu?' }])
  })

  it('has nothing that the record shown with it does not know of', async () => {
    const { id } = await desk.sent()
    await desk.act('clerk-1', 'request-info', id, 1, { question: 'Ở đâu?' })
    expect(await desk.store.written({ id, version: 1 })).toEqual([])
  })
})
