import { Duration } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { type Runbook, RunbookAlarm } from './runbook-alarm.ts'
import type { ServiceFunction } from './service-function.ts'
import type { ServiceStack } from './service-stack.ts'

interface LoggedAlarmProps {
  /** The functions that may write such a line. */
  functions: ServiceFunction[]
  /** The field of the line, `{"field": 1}`. */
  field: string
  runbook: Runbook
  says: string
}

/** Rings when a line with this field was written: for what is no error of a function, and yet nobody would see. */
export class LoggedAlarm extends Construct {
  constructor(stack: ServiceStack, { functions, field, runbook, says }: LoggedAlarmProps) {
    super(stack, `Logged-${field}`)
    const metric = { metricNamespace: `motcua/${stack.service}`, metricName: field }
    for (const each of functions) {
      new MetricFilter(this, each.node.id, {
        ...metric,
        logGroup: each.logGroup,
        // Lambda puts the time and an id before the line, so it is no JSON to CloudWatch; a dot stands for the quote.
        filterPattern: FilterPattern.literal(`%${field}.:1%`),
        metricValue: '1',
      })
    }
    new RunbookAlarm(this, 'Alarm', stack, {
      runbook,
      says,
      metric: new Metric({
        namespace: metric.metricNamespace,
        metricName: field,
        period: Duration.minutes(5),
        statistic: 'Sum',
      }),
      threshold: 1,
    })
  }
}
