import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Refusal } from '../problems/refusal.ts'
import type { Table } from './client.ts'

/** How often something may be tried in a period, for each key: a code, an address. */
export interface Budget {
  /** Part of the item's key; budgets of different kinds do not touch each other. */
  kind: string
  most: number
  /** Length of the period. Periods begin at multiples of it, so two of them may be spent around one such moment. */
  seconds: number
}

export type Spend = (budget: Budget, key: string) => Promise<void>

/**
 * Takes one try of a key's budget, in one conditional update: however many come at once, exactly `most` pass.
 * Time is the machine's, not the domain's: a clock moved for a rehearsal gives nobody new tries.
 * A store's answer that is lost and asked for again counts twice; a try is never given away.
 * @throws Refusal 429 with the seconds until the next period when none is left.
 */
export function spending(table: Table, now: () => number = Date.now): Spend {
  return async ({ kind, most, seconds }, key) => {
    const time = now() / 1000
    const period = Math.floor(time / seconds)
    try {
      await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: { pk: `BUDGET#${kind}#${key}`, sk: String(period) },
          UpdateExpression: 'ADD tries :one SET expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(tries) OR tries < :most',
          ExpressionAttributeValues: { ':one': 1, ':most': most, ':expiresAt': (period + 2) * seconds },
        }),
      )
    } catch (error) {
      if ((error as Error).name !== 'ConditionalCheckFailedException') throw error
      const wait = Math.ceil((period + 1) * seconds - time)
      throw new Refusal('too-many-requests', { headers: { 'retry-after': String(wait) } })
    }
  }
}
