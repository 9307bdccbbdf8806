import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nameOf, resources, sandbox, settings, statementsOf, templates } from './synthesized.ts'

const root = join(import.meta.dirname, '../..')
const made = templates(settings())
const queues = resources(made, 'AWS::SQS::Queue')
const names = queues.map(({ Properties }) => Properties.QueueName as string)
const alarms = resources(made, 'AWS::CloudWatch::Alarm')
const deliver = 'motcua-integrations-deliver'
const edges = names.filter((name) => !name.endsWith('-dead-letters'))

function alarmsOf(queue: string, metric: string) {
  return alarms.filter(
    ({ stack, Properties }) =>
      Properties.MetricName === metric &&
      Properties.Dimensions.some(
        ({ Name, Value }: { Name: string; Value: unknown }) =>
          Name === 'QueueName' && nameOf(made, stack, Value) === queue,
      ),
  )
}

describe('every asynchronous edge', () => {
  it('is one of those in the picture', () => {
    expect(edges.toSorted()).toEqual([
      'motcua-attachments-dossier',
      'motcua-attachments-feedback',
      'motcua-attachments-reference',
      'motcua-attachments-scan',
      'motcua-attachments-upload',
      'motcua-dossiers-attachment',
      'motcua-dossiers-notification',
      'motcua-dossiers-reference',
      'motcua-dossiers-replan',
      'motcua-feedback-attachment',
      'motcua-feedback-dossier',
      'motcua-feedback-reference',
      'motcua-feedback-replan',
      'motcua-integrations-deliver',
      'motcua-integrations-event',
      'motcua-integrations-reference',
      'motcua-notifications-dossier',
      'motcua-notifications-feedback',
      'motcua-notifications-provider',
      'motcua-notifications-reference',
      'motcua-notifications-reminder',
      'motcua-notifications-webhook',
      'motcua-procedures-reference',
      'motcua-reminders-dossier',
      'motcua-reminders-feedback',
      'motcua-reminders-reference',
    ])
  })

  it.each(edges)('%s gives a message up to its dead letters after three tries, or fifteen for a scanner', (name) => {
    const queue = queues.find(({ Properties }) => Properties.QueueName === name)
    const { deadLetterTargetArn, maxReceiveCount } = queue?.Properties.RedrivePolicy ?? {}
    expect(maxReceiveCount).toBe(name === 'motcua-attachments-upload' ? 15 : 3)
    expect(nameOf(made, queue?.stack ?? '', deadLetterTargetArn)).toBe(`${name}-dead-letters`)
  })

  it.each(edges)('%s has alarms for its dead letters and for its age', (name) => {
    expect(alarmsOf(`${name}-dead-letters`, 'ApproximateNumberOfMessagesVisible')).toHaveLength(1)
    expect(alarmsOf(name, 'ApproximateAgeOfOldestMessage')).toHaveLength(1)
  })

  it.each(edges)(
    '%s is emptied by one function that reports failures one by one and ends before the message reappears',
    (name) => {
      const mappings = resources(made, 'AWS::Lambda::EventSourceMapping').filter(
        ({ stack, Properties }) => nameOf(made, stack, Properties.EventSourceArn ?? '') === name,
      )
      expect(mappings.map(({ Properties }) => Properties.FunctionResponseTypes)).toEqual([['ReportBatchItemFailures']])
      const consumer = made[mappings[0]?.stack ?? '']?.Resources[mappings[0]?.Properties.FunctionName.Ref]
      const hidden = queues.find(({ Properties }) => Properties.QueueName === name)?.Properties.VisibilityTimeout
      expect(consumer.Properties.Timeout).toBeLessThanOrEqual(hidden)
    },
  )

  it('may be filled only by whom it is for, over TLS', () => {
    for (const { Properties } of resources(made, 'AWS::SQS::QueuePolicy')) {
      for (const { Effect, Condition } of Properties.PolicyDocument.Statement) {
        expect(Condition).toBeDefined()
        if (Effect === 'Deny') expect(Condition).toEqual({ Bool: { 'aws:SecureTransport': 'false' } })
      }
    }
    expect(resources(made, 'AWS::SQS::QueuePolicy')).toHaveLength(queues.length)
  })
})

describe('every subscription', () => {
  const rules = resources(made, 'AWS::Events::Rule')
  const heard = Object.fromEntries(
    rules.map(({ Properties }) => [Properties.Name, Properties.EventPattern['detail-type']]),
  )

  it('hears what the architecture says', () => {
    expect(heard).toEqual({
      'motcua-procedures-reference': ['staff.changed'],
      'motcua-dossiers-reference': [
        'agency.changed',
        'staff.changed',
        'procedure.published',
        'procedure.retired',
        'calendar.published',
      ],
      'motcua-dossiers-attachment': ['attachment.verified', 'attachment.rejected', 'attachment.claimed'],
      'motcua-dossiers-notification': ['notification.failed'],
      'motcua-reminders-reference': ['agency.changed', 'staff.changed', 'calendar.published'],
      'motcua-reminders-dossier': [{ prefix: 'dossier.' }],
      'motcua-reminders-feedback': [{ prefix: 'feedback.' }],
      'motcua-notifications-reference': ['agency.changed', 'staff.changed'],
      'motcua-notifications-dossier': [{ prefix: 'dossier.' }],
      'motcua-notifications-feedback': [{ prefix: 'feedback.' }],
      'motcua-notifications-reminder': ['reminder.due', 'deadline.missed'],
      'motcua-notifications-webhook': ['webhook.disabled'],
      'motcua-notifications-provider': [
        'Email Sent',
        'Email Delivered',
        'Email Bounced',
        'Email Complaint Received',
        'Email Rejected',
        'Email Delivery Delayed',
        'Email Rendering Failed',
      ],
      'motcua-attachments-reference': ['agency.changed', 'staff.changed'],
      'motcua-attachments-dossier': [{ prefix: 'dossier.' }],
      'motcua-attachments-feedback': [{ prefix: 'feedback.' }],
      'motcua-attachments-scan': ['GuardDuty Malware Protection Object Scan Result'],
      'motcua-feedback-reference': ['agency.changed', 'staff.changed', 'calendar.published'],
      'motcua-feedback-dossier': [
        'dossier.refused',
        'dossier.withdrawn',
        'dossier.stopped',
        'dossier.completed',
        'dossier.returned',
      ],
      'motcua-feedback-attachment': ['attachment.rejected'],
      'motcua-integrations-reference': ['agency.changed', 'staff.changed'],
      'motcua-integrations-event': [{ prefix: 'dossier.' }, { prefix: 'feedback.' }],
    })
  })

  it('hears our own bus, but for what SES and GuardDuty tell, which comes on that of the account and from them alone', () => {
    const foreign = rules.filter(({ Properties }) => Properties.EventBusName !== 'motcua')
    expect(
      foreign.map(({ Properties }) => [Properties.Name, Properties.EventBusName, Properties.EventPattern.source]),
    ).toEqual([
      ['motcua-attachments-scan', 'default', ['aws.guardduty']],
      ['motcua-notifications-provider', 'default', ['aws.ses']],
    ])
    expect(rules.filter(({ Properties }) => Properties.EventPattern.source !== undefined)).toEqual(foreign)
  })

  it.each(rules)('$Properties.Name keeps what the bus cannot deliver', ({ stack, Properties }) => {
    expect(Properties.Targets).toHaveLength(1)
    expect(nameOf(made, stack, Properties.Targets[0].Arn)).toBe(Properties.Name)
    expect(nameOf(made, stack, Properties.Targets[0].DeadLetterConfig.Arn)).toBe(`${Properties.Name}-dead-letters`)
  })
})

describe('every outbox', () => {
  const streams = resources(made, 'AWS::Lambda::EventSourceMapping').filter(
    ({ Properties }) => Properties.StartingPosition !== undefined,
  )

  it.each(streams)('of $stack tells of new journal entries alone, from the oldest that is kept', ({ Properties }) => {
    const [filter] = Properties.FilterCriteria.Filters
    expect(JSON.parse(filter.Pattern)).toEqual({
      eventName: ['INSERT'],
      dynamodb: { Keys: { sk: { S: [{ prefix: 'JOURNAL#' }] } } },
    })
    expect(Properties.StartingPosition).toBe('TRIM_HORIZON')
  })

  it.each(streams)(
    'of $stack splits a failing batch, gives up in the end, and keeps what it gave up',
    ({ stack, Properties }) => {
      expect(Properties.BisectBatchOnFunctionError).toBe(true)
      expect(Properties.MaximumRetryAttempts).toBeUndefined()
      expect(Properties.MaximumRecordAgeInSeconds).toBeLessThan(24 * 3600)
      const deadLetters = `${stack}-journal-dead-letters`
      expect(nameOf(made, stack, Properties.DestinationConfig.OnFailure.Destination)).toBe(deadLetters)
      expect(names).toContain(deadLetters)
      expect(alarmsOf(deadLetters, 'ApproximateNumberOfMessagesVisible')).toHaveLength(1)
    },
  )

  it('is there once for each service', () => {
    expect(streams.map(({ stack }) => stack)).toEqual([
      'motcua-agencies',
      'motcua-procedures',
      'motcua-dossiers',
      'motcua-attachments',
      'motcua-reminders',
      'motcua-notifications',
      'motcua-feedback',
      'motcua-integrations',
    ])
  })
})

describe('every alarm', () => {
  it.each(alarms)('$stack/$id tells the topic and names a runbook that exists', ({ stack, Properties }) => {
    expect(Properties.AlarmActions.map((action: unknown) => nameOf(made, stack, action))).toEqual(['motcua-alarms'])
    const runbook = /docs\/operations\/[a-z-]+\.md/.exec(Properties.AlarmDescription)?.[0]
    expect(existsSync(join(root, runbook ?? 'no runbook named'))).toBe(true)
  })
})

describe('the delivery to webhooks', () => {
  it.each([settings(), sandbox()])('shows a message again only when its worker is dead, in stage $stage', (given) => {
    const there = templates(given)
    const queue = resources(there, 'AWS::SQS::Queue').find(({ Properties }) => Properties.QueueName === deliver)
    const worker = resources(there, 'AWS::Lambda::Function').find(
      ({ Properties }) => Properties.FunctionName === 'motcua-integrations-on-deliver',
    )
    // The longest wait for a receiver is 15 seconds, and a worker begins none when 30 are over.
    expect(worker?.Properties.Timeout).toBe(50)
    expect(queue?.Properties.VisibilityTimeout).toBe(60)
  })

  it('takes one webhook at a time, ten at once, so that who keeps us waiting delays himself', () => {
    const [mapping] = resources(made, 'AWS::Lambda::EventSourceMapping').filter(
      ({ stack, Properties }) => nameOf(made, stack, Properties.EventSourceArn) === deliver,
    )
    expect(mapping?.Properties).toMatchObject({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 10 } })
  })

  it('reaches this machine itself in the sandbox, and in no other stage', () => {
    const knowing = (given: typeof made) =>
      resources(given, 'AWS::Lambda::Function')
        .filter(({ Properties }) => Object.hasOwn(Properties.Environment.Variables, 'WEBHOOKS_LOOPBACK'))
        .map(({ Properties }) => Properties.FunctionName)
    expect(knowing(made)).toEqual([])
    expect(knowing(templates(sandbox())).sort()).toEqual(['motcua-integrations-api', 'motcua-integrations-on-deliver'])
  })

  it('is asked for by who knows that something is to be delivered', () => {
    const senders = resources(made, 'AWS::Lambda::Function')
      .filter(({ Properties }) => Object.hasOwn(Properties.Environment.Variables, 'DELIVER_QUEUE'))
      .map(({ Properties }) => Properties.FunctionName as string)
    expect(senders.sort()).toEqual(
      ['api', 'on-deliver', 'on-due', 'on-event'].map((name) => `motcua-integrations-${name}`),
    )
    for (const name of senders) {
      const resourcesOf = statementsOf(made, name)
        .filter(({ Action }) => [Action].flat().includes('sqs:SendMessage'))
        .map(({ Resource }) => nameOf(made, 'motcua-integrations', Resource))
      expect(resourcesOf).toEqual([deliver])
    }
  })
})

describe('the sandbox', () => {
  it('shows a poison record within seconds, and no function runs longer than its message stays hidden', () => {
    const thrownAway = templates(sandbox())
    for (const { Properties } of resources(thrownAway, 'AWS::SQS::Queue')) {
      const { QueueName, RedrivePolicy, VisibilityTimeout } = Properties
      if (RedrivePolicy !== undefined && QueueName !== deliver) expect(VisibilityTimeout).toBe(6)
    }
    for (const { stack, Properties } of resources(thrownAway, 'AWS::Lambda::EventSourceMapping')) {
      const { FunctionName, Timeout } = thrownAway[stack]?.Resources[Properties.FunctionName.Ref].Properties ?? {}
      if (Properties.StartingPosition !== undefined || FunctionName === 'motcua-integrations-on-deliver') continue
      expect(Timeout).toBeLessThanOrEqual(6)
    }
  })
})
