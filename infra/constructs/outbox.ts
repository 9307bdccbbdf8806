import { Duration } from 'aws-cdk-lib'
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import { deadLetterName, queueName, queueNamed } from './collecting-queue.ts'
import { watchDeadLetters } from './consumer.ts'
import { RunbookAlarm } from './runbook-alarm.ts'
import { ServiceFunction } from './service-function.ts'
import type { ServiceStack } from './service-stack.ts'

/** The function `on-journal`: it tells the bus of every new journal entry, in the order of each aggregate. */
export class Outbox extends ServiceFunction {
  constructor(stack: ServiceStack) {
    super(stack, 'on-journal')
    stack.bus.grantPutEventsTo(this)
    stack.grantKeyThrough('dynamodb', this)
    const edge = queueName(stack.service, 'journal')
    const deadLetters = queueNamed(this, 'DeadLetters', deadLetterName(edge))
    this.addEventSource(
      new DynamoEventSource(stack.table, {
        // From the oldest record that is kept: what was written while this stack was away is told when it is back.
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 50,
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.isEqual('INSERT'),
            dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('JOURNAL#') } } },
          }),
        ],
        bisectBatchOnError: true,
        // Age alone bounds the tries: a bus that is away for hours loses nothing.
        maxRecordAge: Duration.hours(12),
        onFailure: new SqsDlq(deadLetters),
      }),
    )
    watchDeadLetters(this, stack, deadLetters, edge)
    new RunbookAlarm(this, 'Lag', stack, {
      runbook: 'outbox-lag',
      says: `${stack.service} is more than 5 minutes late in telling the bus what happened.`,
      metric: this.metric('IteratorAge', { period: Duration.minutes(5), statistic: 'Maximum' }),
      threshold: Duration.minutes(5).toMilliseconds(),
    })
  }
}
