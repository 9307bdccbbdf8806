import { App } from 'aws-cdk-lib'
import { describe, expect, it } from 'vitest'
import { checkedSchedule } from '../../infra/constructs/schedule-expression.ts'
import { ServiceStack } from '../../infra/constructs/service-stack.ts'
import { Sweep } from '../../infra/constructs/sweep.ts'
import { nameOf, resources, settings, statementsOf, templates } from './synthesized.ts'

const made = templates(settings())
const schedules = resources(made, 'AWS::Scheduler::Schedule')
const services = ['reminders', 'notifications', 'integrations']

describe('a schedule', () => {
  it.each([
    'rate(1 minute)',
    'rate(5 minutes)',
    'rate(1 day)',
    'cron(0 1 * * ? *)',
    'cron(*/15 0-9 ? * MON-FRI *)',
    'cron(0,30 1 1 JAN,JUL ? 2026-2030)',
  ])('may be %s', (expression) => {
    expect(checkedSchedule(expression)).toBe(expression)
  })

  it.each([
    ['', 'no rate'],
    ['every minute', 'no rate'],
    ['rate(1 minute) ', 'no rate'],
    ['at(2026-12-01T08:00:00)', 'no rate'],
    ['rate(0 minutes)', 'whole number'],
    ['rate(1.5 hours)', 'whole number'],
    ['rate(30 seconds)', 'whole number'],
    ['rate(1 minutes)', 'plural'],
    ['rate(5 minute)', 'plural'],
    ['cron(* * * * *)', 'six fields'],
    ['cron(0 1 * * ? * *)', 'six fields'],
    ['cron(0  1 * * ? *)', 'six fields'],
    ['cron(0 1 * * * *)', 'must be ?'],
    ['cron(0 1 ? * ? *)', 'must be ?'],
    ['cron(60 1 * * ? *)', 'minute'],
    ['cron(0 24 * * ? *)', 'hour'],
    ['cron(0 1 32 * ? *)', 'day of the month'],
    ['cron(0 1 0 * ? *)', 'day of the month'],
    ['cron(0 1 L * ? *)', 'day of the month'],
    ['cron(0 1 * 13 ? *)', 'month'],
    ['cron(0 1 * JANUARY ? *)', 'month'],
    ['cron(0 1 ? * MON#2 *)', 'day of the week'],
    ['cron(0 1 ? * FRI-MON *)', 'day of the week'],
    ['cron(0 1 ? * 0 *)', 'day of the week'],
    ['cron(0 1 * * ? 1969)', 'year'],
    ['cron(*/0 1 * * ? *)', 'minute'],
    ['cron(? 1 * * ? *)', 'minute'],
    ['cron(, 1 * * ? *)', 'minute'],
  ])('is refused as %s', (expression, why) => {
    expect(() => checkedSchedule(expression)).toThrow(why)
  })

  it('that is none stops the making of the template', () => {
    const stack = new ServiceStack(new App(), 'motcua-reminders', 'reminders', settings())
    expect(() => new Sweep(stack, { every: 'cron(0 8 * * * *)' })).toThrow('is no schedule')
  })
})

describe.each(services)('the sweep of %s', (service) => {
  const [schedule, ...others] = schedules.filter(({ stack }) => stack === `motcua-${service}`)
  const { Target: target, ...rest } = schedule?.Properties ?? {}
  const onDue = resources(made, 'AWS::Lambda::Function').find(
    ({ Properties }) => Properties.FunctionName === `motcua-${service}-on-due`,
  )

  it('is called every minute to the minute, by a schedule of UTC', () => {
    expect(others).toEqual([])
    expect(rest).toMatchObject({
      Name: `motcua-${service}-sweep`,
      ScheduleExpression: 'rate(1 minute)',
      ScheduleExpressionTimezone: 'Etc/UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
    })
    expect(target.Arn).toEqual({ 'Fn::GetAtt': [onDue?.id, 'Arn'] })
  })

  it('ends before the next one begins, and is not called again for a minute that is over', () => {
    expect(onDue?.Properties.Timeout).toBeLessThan(60)
    expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 2 })
    const [again] = resources(made, 'AWS::Lambda::EventInvokeConfig').filter(({ stack }) => stack === schedule?.stack)
    expect(again?.Properties).toMatchObject({ MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 })
  })

  it('keeps what could not be called where it is not lost with the stack that runs', () => {
    const name = `motcua-${service}-sweep-dead-letters`
    expect(nameOf(made, schedule?.stack ?? '', target.DeadLetterConfig.Arn)).toBe(name)
    const [queue] = resources(made, 'AWS::SQS::Queue').filter(({ Properties }) => Properties.QueueName === name)
    expect(queue).toMatchObject({ stack: `motcua-${service}-data`, DeletionPolicy: 'Retain' })
  })

  it('is called by a role that may call this function and write to its dead letters alone, and is that of schedules', () => {
    const role = made[schedule?.stack ?? '']?.Resources[target.RoleArn['Fn::GetAtt'][0]].Properties
    const [trust, ...more] = role.AssumeRolePolicyDocument.Statement
    expect(more).toEqual([])
    expect(trust.Principal).toEqual({ Service: 'scheduler.amazonaws.com' })
    expect(trust.Condition.StringEquals).toHaveProperty(['aws:SourceAccount'])
    const statements = resources(made, 'AWS::IAM::Policy')
      .filter(
        ({ stack, Properties }) =>
          stack === schedule?.stack && Properties.Roles[0].Ref === target.RoleArn['Fn::GetAtt'][0],
      )
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    const may = statements.map(({ Action, Resource }) => [[Action].flat().sort(), JSON.stringify(Resource)])
    expect(may).toEqual(
      expect.arrayContaining([
        [['lambda:InvokeFunction'], expect.stringContaining(onDue?.id ?? '')],
        [expect.arrayContaining(['sqs:SendMessage']), expect.stringContaining(`motcua-${service}-sweep-dead-letters`)],
      ]),
    )
    expect(may).toHaveLength(2)
  })

  it('is missed after 15 minutes, also when there is nothing to measure', () => {
    const [alarm] = resources(made, 'AWS::CloudWatch::Alarm').filter(
      ({ stack, Properties }) => stack === schedule?.stack && Properties.ComparisonOperator === 'LessThanThreshold',
    )
    expect(alarm?.Properties).toMatchObject({
      MetricName: 'Invocations',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: onDue?.id } }],
      Statistic: 'Sum',
      Threshold: 1,
      Period: 300,
      EvaluationPeriods: 3,
      TreatMissingData: 'breaching',
    })
    expect(alarm?.Properties.AlarmDescription).toContain('docs/operations/sweep-stopped.md')
  })

  it('may read and write its own table, without scanning it', () => {
    const actions = statementsOf(made, `motcua-${service}-on-due`).flatMap(({ Action }) => Action)
    expect(actions).toContain('dynamodb:Query')
    expect(actions).not.toContain('dynamodb:Scan')
  })
})

it('an event that waits for the one before it is counted from the lines of the sweep', () => {
  const [filter, ...others] = resources(made, 'AWS::Logs::MetricFilter').filter(
    ({ stack }) => stack === 'motcua-integrations',
  )
  expect(others).toEqual([])
  const onDue = resources(made, 'AWS::Lambda::Function').find(
    ({ Properties }) => Properties.FunctionName === 'motcua-integrations-on-due',
  )
  expect(filter?.Properties.LogGroupName).toEqual(onDue?.Properties.LoggingConfig.LogGroup)
  expect('2026-11-26T01:00:00.000Z\tid\tINFO\t{"heldBack":1}').toMatch(
    new RegExp(filter?.Properties.FilterPattern.slice(1, -1)),
  )
  const [alarm] = resources(made, 'AWS::CloudWatch::Alarm').filter(
    ({ Properties }) => Properties.MetricName === 'heldBack',
  )
  expect(alarm?.Properties).toMatchObject({ Namespace: 'motcua/integrations', Threshold: 1, Statistic: 'Sum' })
  expect(alarm?.Properties.AlarmDescription).toContain('docs/operations/feed-held-back.md')
})

it('no other service has a schedule', () => {
  expect(schedules.map(({ stack }) => stack).sort()).toEqual(services.map((service) => `motcua-${service}`).sort())
})
