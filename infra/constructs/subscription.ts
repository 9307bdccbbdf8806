import type { Stack } from 'aws-cdk-lib'
import { EventBus, Match, Rule } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import { Construct } from 'constructs'
import type { Settings } from '../settings.ts'
import { CollectingQueue, queueName } from './collecting-queue.ts'

/** Which events a subscription takes: these kinds, or every kind with this prefix or one of these. */
export type EventKinds = string[] | { prefix: string | string[] }

/** Whose events they are: ours on the bus `motcua`, or those that a service of AWS puts on the account's own bus. */
export type EventOrigin = { bus: 'default'; sources: string[] }

/** What a service wants to hear: a rule on the bus and the queue where it collects, in the stack that remembers. */
export class Subscription extends Construct {
  constructor(stack: Stack, service: string, name: string, settings: Settings, kinds: EventKinds, from?: EventOrigin) {
    super(stack, `Subscription-${name}`)
    const { queue, deadLetters } = new CollectingQueue(this, 'Collecting', queueName(service, name), settings)
    new Rule(this, 'Rule', {
      ruleName: queueName(service, name),
      eventBus: EventBus.fromEventBusName(this, 'Bus', from?.bus ?? 'motcua'),
      eventPattern: {
        source: from?.sources,
        detailType: Array.isArray(kinds)
          ? kinds
          : Match.anyOf(...[kinds.prefix].flat().map((each) => Match.prefix(each))),
      },
      // What the bus itself can't deliver lands beside what the consumer can't read.
      targets: [new SqsQueue(queue, { deadLetterQueue: deadLetters })],
    })
  }
}
