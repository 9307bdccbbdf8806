import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { Construct } from 'constructs'
import type { ServiceStack } from './service-stack.ts'

/** The runbooks in docs/operations, one for each kind of alarm. */
export type Runbook =
  | 'api-errors'
  | 'dead-letters'
  | 'feed-held-back'
  | 'function-errors'
  | 'mail'
  | 'outbox-lag'
  | 'queue-age'
  | 'sweep-stopped'
  | 'unaddressed'

interface RunbookAlarmProps {
  runbook: Runbook
  /** What is wrong when it rings, in one sentence. */
  says: string
  metric: IMetric
  /** Rings at this value or above, unless told below. */
  threshold: number
  /** `below`: rings under the threshold, and when there is nothing to measure. */
  rings?: 'below'
  /** For so many periods of the metric. */
  evaluationPeriods?: number
}

const atLeast = {
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  treatMissingData: TreatMissingData.NOT_BREACHING,
}
const below = {
  comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.BREACHING,
}

/** An alarm that tells the topic and says in its description which runbook to open. */
export class RunbookAlarm extends Construct {
  constructor(scope: Construct, id: string, stack: ServiceStack, props: RunbookAlarmProps) {
    super(scope, id)
    const alarm = new Alarm(this, 'Alarm', {
      alarmDescription: `${props.says} Runbook: docs/operations/${props.runbook}.md`,
      metric: props.metric,
      threshold: props.threshold,
      evaluationPeriods: props.evaluationPeriods ?? 1,
      ...(props.rings === 'below' ? below : atLeast),
    })
    alarm.addAlarmAction(new SnsAction(stack.alarmTopic))
  }
}
