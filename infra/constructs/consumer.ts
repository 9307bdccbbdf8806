import { Duration } from 'aws-cdk-lib'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { deadLetterName, type Holding, queueName, queueNamed, visibility } from './collecting-queue.ts'
import { RunbookAlarm } from './runbook-alarm.ts'
import { ServiceFunction } from './service-function.ts'
import type { ServiceStack } from './service-stack.ts'

interface ConsumerOptions extends Holding {
  environment?: Record<string, string>
  /** How long one batch may take; ten unless told, and never longer than a message stays hidden. */
  seconds?: number
  /** Ten messages at a time unless told. */
  batchSize?: number
  /** How many batches at once, where more would overrun somebody; as many as there are unless told. */
  atOnce?: number
}

/** The function `on-<name>` that empties the queue `motcua-<service>-<name>`, with the alarms of that edge. */
export class Consumer extends ServiceFunction {
  constructor(stack: ServiceStack, name: string, options: ConsumerOptions = {}) {
    const { environment, seconds = 10, batchSize = 10, atOnce: maxConcurrency } = options
    // A function may not run longer than its message stays hidden.
    const most = visibility(stack.settings, options).toSeconds()
    super(stack, `on-${name}`, { environment, timeout: Duration.seconds(Math.min(seconds, most)) })
    stack.grantItems(this)
    const called = queueName(stack.service, name)
    const queue = queueNamed(this, 'Queue', called)
    this.addEventSource(new SqsEventSource(queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }))
    watchDeadLetters(this, stack, queueNamed(this, 'DeadLetters', deadLetterName(called)), called)
    new RunbookAlarm(this, 'Age', stack, {
      runbook: 'queue-age',
      says: `The oldest message of ${called} waits for more than 15 minutes.`,
      metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: 'Maximum' }),
      threshold: Duration.minutes(15).toSeconds(),
    })
  }
}

/** Rings as soon as one message lies among the dead letters of an edge. */
export function watchDeadLetters(scope: ServiceFunction, stack: ServiceStack, queue: IQueue, edge: string): void {
  new RunbookAlarm(scope, 'DeadLettersAlarm', stack, {
    runbook: 'dead-letters',
    says: `A message of ${edge} could not be handled.`,
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
    threshold: 1,
  })
}
