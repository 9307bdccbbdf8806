import { Duration, type Stack, TimeZone } from 'aws-cdk-lib'
import { Schedule, ScheduleExpression, TimeWindow } from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import type { Settings } from '../settings.ts'
import { DeadLetters, deadLetterName, queueName, queueNamed } from './collecting-queue.ts'
import { RunbookAlarm } from './runbook-alarm.ts'
import { checkedSchedule } from './schedule-expression.ts'
import { ServiceFunction } from './service-function.ts'
import type { ServiceStack } from './service-stack.ts'

interface SweepOptions {
  environment?: Record<string, string>
  /** Every minute unless told; UTC. */
  every?: string
}

/** What a service's sweep leaves behind when it can't be called at all, in the stack that remembers. */
export class SweepDeadLetters extends DeadLetters {
  constructor(stack: Stack, service: string, settings: Settings) {
    super(stack, 'SweepDeadLetters', queueName(service, 'sweep'), settings)
  }
}

/**
 * The function `on-due`, called every minute for what is due by then. A minute that fails is made good by the next one, so
 * nothing of it is tried again or kept longer: its rows stay due.
 */
export class Sweep extends ServiceFunction {
  constructor(stack: ServiceStack, { environment, every = 'rate(1 minute)' }: SweepOptions = {}) {
    // Ended before the next one begins.
    super(stack, 'on-due', { environment, timeout: Duration.seconds(50) })
    stack.grantItems(this)
    const tries = { retryAttempts: 0, maxEventAge: Duration.minutes(1) }
    this.configureAsyncInvoke(tries)
    const edge = queueName(stack.service, 'sweep')
    const deadLetters = queueNamed(this, 'DeadLetters', deadLetterName(edge))
    new Schedule(this, 'Schedule', {
      scheduleName: edge,
      description: `Calls ${stack.service} for what is due`,
      schedule: ScheduleExpression.expression(checkedSchedule(every), TimeZone.ETC_UTC),
      timeWindow: TimeWindow.off(),
      target: new LambdaInvoke(this, { ...tries, retryAttempts: 2, deadLetterQueue: deadLetters }),
    })
    new RunbookAlarm(this, 'Stopped', stack, {
      runbook: 'sweep-stopped',
      says: `${edge} has not run for 15 minutes.`,
      metric: this.metricInvocations({ period: Duration.minutes(5), statistic: 'Sum' }),
      // A schedule that is gone calls nobody, and then there is nothing to measure.
      rings: 'below',
      threshold: 1,
      evaluationPeriods: 3,
    })
    new RunbookAlarm(this, 'DeadLettersAlarm', stack, {
      runbook: 'sweep-stopped',
      says: `The schedule could not call the sweep of ${stack.service}.`,
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      threshold: 1,
    })
  }
}
