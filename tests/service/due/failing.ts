import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

/** What a call comes to: it is not made, made without an answer, refused with an error, or as it should be. */
export type Fault = 'before' | 'after' | Error | undefined

/**
 * Makes calls of a client fail by their number since the last plan, before or after they were done. What was killed stays
 * dead until it is mended: every later call fails as well.
 */
export function failing(client: DynamoDBClient) {
  let calls = 0
  let log: string[] = []
  let plan: (n: number) => Fault = () => undefined
  let meanwhile: () => unknown = () => undefined
  // After the document client has marshalled, before anything is tried again: a call is one however often it is sent.
  client.middlewareStack.add(
    (next, context) => async (args) => {
      calls += 1
      log.push(context.commandName ?? '')
      const fault = plan(calls)
      await meanwhile()
      if (fault instanceof Error) throw fault
      if (fault === 'before') throw new Error('killed before the call')
      const answer = await next(args)
      if (fault === 'after') throw new Error('killed after the call')
      return answer
    },
    { name: 'failing', step: 'serialize', priority: 'high' },
  )
  const follow = (next: typeof plan, waits: typeof meanwhile = () => undefined) => {
    ;[calls, log, plan, meanwhile] = [0, [], next, waits]
  }
  return {
    /** What each call comes to by its number, and what it waits for before it is made. */
    follow,
    /** Kills at the n-th call: with `after` that one is still done. */
    killAt: (at: number, after = false) =>
      follow((n) => {
        if (n < at) return undefined
        return n === at && after ? 'after' : 'before'
      }),
    mend: () => follow(() => undefined),
    /** The calls since the last plan. */
    log: () => log,
  }
}
