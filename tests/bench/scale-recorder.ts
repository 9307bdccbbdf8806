import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import type { Table } from '../../shared/dynamodb/client.ts'

export type Row = Record<string, unknown> & { pk: string; sk: string }
type Key = { pk: string; sk: string }

/** One write as a service asked for it. */
export interface Written {
  key: Key
  /** The item as it was and as it is now; undefined for none. */
  before?: Row
  after?: Row
  /** Within a transaction, where every unit counts twice. */
  transacted: boolean
}

interface Recording {
  /** Hears of every write. */
  hear?: (written: Written) => void
}

/**
 * A table that keeps what a store writes in memory, so that the store's own code says which rows there are and under which
 * keys. Conditions are not checked: what it is asked to write is new, or was read a moment ago.
 */
export function recorder({ hear }: Recording = {}) {
  const rows = new Map<string, Map<string, Row>>()
  const find = ({ pk, sk }: Key) => rows.get(pk)?.get(sk)

  function write(key: Key, after: Row | undefined, transacted: boolean): void {
    const before = find(key)
    hear?.({ key: { pk: key.pk, sk: key.sk }, before, after, transacted })
    if (after === undefined) rows.get(key.pk)?.delete(key.sk)
    else rows.set(key.pk, (rows.get(key.pk) ?? new Map()).set(key.sk, after))
  }

  /** An update as the stores make them: `ADD name :value`, `SET name = :value`. */
  function update(
    { Key: key, UpdateExpression: expression = '', ...input }: UpdateCommand['input'],
    transacted: boolean,
  ) {
    const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = input
    const after: Row = { ...(find(key as Key) ?? (key as Row)) }
    for (const [, verb, placeholder = '', value = ''] of expression.matchAll(/(ADD |SET |, )?(#?\w+) (?:= )?(:\w+)/g)) {
      const name = names[placeholder] ?? placeholder
      const added = verb === 'ADD ' ? Number(after[name] ?? 0) + Number(values[value]) : values[value]
      after[name] = added
    }
    write(key as Key, after, transacted)
    return after
  }

  const answers: [new (input: never) => object, (command: never) => unknown][] = [
    [GetCommand, ({ input }: GetCommand) => ({ Item: find(input.Key as Key) })],
    [PutCommand, ({ input }: PutCommand) => write(input.Item as Row, input.Item as Row, false)],
    [DeleteCommand, ({ input }: DeleteCommand) => write(input.Key as Key, undefined, false)],
    [UpdateCommand, ({ input }: UpdateCommand) => ({ Attributes: update(input, false) })],
    [
      BatchGetCommand,
      ({ input }: BatchGetCommand) => ({
        Responses: Object.fromEntries(
          Object.entries(input.RequestItems ?? {}).map(([name, { Keys: keys = [] }]) => [
            name,
            keys.flatMap((key) => find(key as Key) ?? []),
          ]),
        ),
      }),
    ],
    [
      QueryCommand,
      ({ input }: QueryCommand) => {
        const pk = String(input.ExpressionAttributeValues?.[':pk'])
        return { Items: [...(rows.get(pk)?.values() ?? [])] }
      },
    ],
    [
      TransactWriteCommand,
      ({ input }: TransactWriteCommand) => {
        for (const { Put: put, Delete: gone, Update: changed } of input.TransactItems ?? []) {
          if (put) write(put.Item as Row, put.Item as Row, true)
          if (gone) write(gone.Key as Key, undefined, true)
          if (changed) update(changed as UpdateCommand['input'], true)
        }
      },
    ],
  ]

  async function send(command: object) {
    const answer = answers.find(([kind]) => command instanceof kind)
    if (!answer) throw new Error(`${command.constructor.name} is not recorded`)
    return (await answer[1](command as never)) ?? {}
  }
  const table = { client: { send } as unknown as Table['client'], name: 'recorded' }
  return { table }
}
