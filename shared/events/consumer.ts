import type { DomainEvent } from './envelope.ts'

/** What SQS hands to a function, as far as it is used here. */
export interface QueueEvent {
  Records: { messageId: string; body: string }[]
}

export interface QueueResult {
  batchItemFailures: { itemIdentifier: string }[]
}

/** Runs the work for each message; those that threw are named, so that only they come back. */
export function queueConsumer(
  name: string,
  work: (body: unknown) => Promise<void>,
  write: (line: string) => void = console.log,
) {
  return async ({ Records: records }: QueueEvent): Promise<QueueResult> => {
    const failed: { id: string; error: Error }[] = []
    // One after another: the messages of a batch often change the same record and would only stand in each other's way.
    for (const { messageId: id, body } of records) {
      try {
        await work(JSON.parse(body))
      } catch (error) {
        failed.push({ id, error: error as Error })
      }
    }
    write(
      JSON.stringify({
        consumer: name,
        handled: records.length - failed.length,
        failed: failed.map(({ id, error }) => ({ id, error: error.name, stack: error.stack })),
      }),
    )
    return { batchItemFailures: failed.map(({ id }) => ({ itemIdentifier: id })) }
  }
}

/** A consumer of domain events: the EventBridge envelope is taken off, the event goes to the handler of its type. */
export function eventConsumer(
  name: string,
  handlers: Record<string, (event: DomainEvent<unknown>) => Promise<unknown>>,
) {
  return queueConsumer(name, async (body) => {
    const event = (body as { detail: DomainEvent<unknown> }).detail
    const handler = handlers[event.type]
    if (!handler) throw new Error(`${name} has no handler for ${event.type}`)
    await handler(event)
  })
}
