import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nameOf, type Resource, resources, settings, templates } from './synthesized.ts'

const made = templates(settings())
const all = Object.entries(made).flatMap(([stack, template]) =>
  Object.entries(template.Resources as Record<string, Resource>).map(([id, resource]) => ({ ...resource, id, stack })),
)
const of = (type: string) => resources(made, type)
const text = (value: unknown): string => JSON.stringify(value)

// biome-ignore lint/suspicious/noExplicitAny: CloudFormation properties are not typed
const statements = (type: string): any[] =>
  of(type).flatMap(({ stack, id, Properties }) =>
    // biome-ignore lint/suspicious/noExplicitAny: the same
    Properties.PolicyDocument.Statement.map((statement: any) => ({ ...statement, stack, id })),
  )

/** Types whose resources hold what nobody could make again. */
const memories = [
  'AWS::Cognito::UserPool',
  'AWS::DynamoDB::GlobalTable',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::EmailIdentity',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
]

/** All others, each looked at by a test of this folder. */
const others = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CloudWatch::Alarm',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolGroup',
  'AWS::Cognito::UserPoolResourceServer',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::GuardDuty::MalwareProtectionPlan',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Logs::MetricFilter',
  'AWS::S3::BucketPolicy',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::SSM::Parameter',
  'AWS::Scheduler::Schedule',
]

describe('every resource', () => {
  it('is of a type that the tests look at: who brings another names it here, and what must hold of it', () => {
    expect([...new Set(all.map(({ Type }) => Type))].toSorted()).toEqual([...memories, ...others].toSorted())
  })

  it.each(memories)('of type %s is kept when its stack goes, or when it would be made anew', (type) => {
    for (const { DeletionPolicy, UpdateReplacePolicy } of of(type) as (Resource & { UpdateReplacePolicy?: string })[]) {
      expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
      })
    }
  })

  it('is told no secret: a parameter, an output and an environment have references to it at most', () => {
    const secrets = /secret|password|token|credential|api_?key/i
    for (const { Properties } of of('AWS::Lambda::Function')) {
      for (const [name, value] of Object.entries(Properties.Environment.Variables)) {
        if (secrets.test(name)) expect(value).toMatch(/^\{\{resolve:secretsmanager:[\w:-]+\}\}/)
        if (name.endsWith('_KEY')) expect(text(value)).toContain('key')
      }
    }
    for (const { Properties } of of('AWS::SSM::Parameter')) expect(Properties.Name).not.toMatch(secrets)
    for (const template of Object.values(made)) {
      expect(Object.keys(template.Outputs ?? {}).filter((name) => secrets.test(name))).toEqual([])
    }
  })
})

describe('every bucket', () => {
  /** What a bucket lacks of what the others have, and why. */
  const lacking: Record<string, { versions?: string; key?: string }> = {
    AccessLog: {
      versions: 'what is forgotten after 90 days must be gone then',
      key: 'CloudFront delivers its log by an access list, and to a customer key only with more rights',
    },
    ProblemPages: { key: 'everybody may read what is in it' },
  }
  const buckets = of('AWS::S3::Bucket').map((bucket) => ({
    ...bucket,
    lacks: Object.entries(lacking).find(([name]) => bucket.id.startsWith(name))?.[1] ?? {},
  }))

  it.each(buckets)('$stack/$id is private, versioned, encrypted by the customer key', ({ Properties, lacks }) => {
    expect(Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    })
    expect(Properties).not.toHaveProperty('AccessControl')
    if (!lacks.versions) expect(Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' })
    const [{ ServerSideEncryptionByDefault: encryption }] =
      Properties.BucketEncryption.ServerSideEncryptionConfiguration
    if (lacks.key) expect(encryption.SSEAlgorithm).toBe('AES256')
    else expect(text(encryption.KMSMasterKeyID)).toContain('datakey')
  })

  it.each(buckets)('$stack/$id is spoken to over TLS alone', ({ stack, id }) => {
    const denied = statements('AWS::S3::BucketPolicy').filter(
      (each) => each.stack === stack && each.Effect === 'Deny' && text(each.Resource).includes(id),
    )
    expect(denied).toHaveLength(1)
    expect(denied[0]).toMatchObject({
      Action: 's3:*',
      Principal: { AWS: '*' },
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    })
    expect(denied[0].Resource).toHaveLength(2)
  })
})

describe('every queue', () => {
  const queues = of('AWS::SQS::Queue')
  const names = queues.map(({ Properties }) => Properties.QueueName as string)

  it.each(queues)('$Properties.QueueName is encrypted and keeps for 14 days', ({ Properties }) => {
    expect(Properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 24 * 3600 })
  })

  it('that is for dead letters is that of an edge, and rings when one lies there', () => {
    const watched = of('AWS::CloudWatch::Alarm')
      .filter(({ Properties }) => Properties.MetricName === 'ApproximateNumberOfMessagesVisible')
      .map(({ stack, Properties }) => nameOf(made, stack, Properties.Dimensions[0].Value))
    const filled = [
      ...queues.map(({ stack, Properties }) => [stack, Properties.RedrivePolicy?.deadLetterTargetArn] as const),
      ...of('AWS::Lambda::EventSourceMapping').map(
        ({ stack, Properties }) => [stack, Properties.DestinationConfig?.OnFailure.Destination] as const,
      ),
      ...of('AWS::Scheduler::Schedule').map(
        ({ stack, Properties }) => [stack, Properties.Target.DeadLetterConfig?.Arn] as const,
      ),
    ].flatMap(([stack, arn]) => (arn === undefined ? [] : [nameOf(made, stack, arn)]))
    const letters = names.filter((name) => name.endsWith('-dead-letters')).toSorted()
    expect(watched.toSorted()).toEqual(letters)
    expect([...new Set(filled)].toSorted()).toEqual(letters)
  })

  it.each(of('AWS::Events::Rule'))(
    'that $Properties.Name fills takes it from that rule alone',
    ({ stack, id, Properties }) => {
      const [{ Arn, DeadLetterConfig }] = Properties.Targets
      for (const arn of [Arn, DeadLetterConfig.Arn]) {
        const allowed = statements('AWS::SQS::QueuePolicy').filter(
          (each) => each.stack === stack && each.Effect === 'Allow' && text(each.Resource) === text(arn),
        )
        expect(allowed).toHaveLength(1)
        expect(allowed[0]).toMatchObject({
          Principal: { Service: 'events.amazonaws.com' },
          Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [id, 'Arn'] } } },
        })
        expect([allowed[0].Action].flat()).toContain('sqs:SendMessage')
      }
    },
  )
})

describe('every alarm', () => {
  const alarms = of('AWS::CloudWatch::Alarm')

  it('can ring: CloudWatch may publish to the topic, for alarms of this account', () => {
    const [topic, ...more] = of('AWS::SNS::Topic')
    expect(more).toEqual([])
    const said = statements('AWS::SNS::TopicPolicy')
    expect(said.map(({ Effect, Action, Resource }) => [Effect, Action, Resource.Ref])).toEqual([
      ['Deny', 'sns:Publish', topic?.id],
      ['Allow', 'sns:Publish', topic?.id],
    ])
    expect(said[0].Condition).toEqual({ Bool: { 'aws:SecureTransport': 'false' } })
    expect(said[1].Principal).toEqual({ Service: 'cloudwatch.amazonaws.com' })
    expect(said[1].Condition.StringEquals).toEqual({ 'aws:SourceAccount': { Ref: 'AWS::AccountId' } })
    expect(text(said[1].Condition.ArnLike)).toContain(':cloudwatch:ap-southeast-1:')
  })

  it('has its runbook in the list of those, and no runbook there is without its alarm', () => {
    const list = readFileSync(join(import.meta.dirname, '../../docs/operations/README.md'), 'utf8')
    const listed = [...list.matchAll(/^\| \[([a-z-]+)\]\(\1\.md\)/gm)].map(([, name]) => name)
    const named = alarms.map(
      ({ Properties }) => /docs\/operations\/([a-z-]+)\.md/.exec(Properties.AlarmDescription)?.[1],
    )
    expect([...new Set(named)].toSorted()).toEqual(listed.toSorted())
  })

  it.each(of('AWS::Lambda::Function'))('for errors of $Properties.FunctionName is there', ({ stack, id }) => {
    const errors = alarms.filter(
      (alarm) =>
        alarm.stack === stack &&
        alarm.Properties.MetricName === 'Errors' &&
        alarm.Properties.Dimensions[0].Value.Ref === id,
    )
    expect(errors).toHaveLength(1)
  })

  it.each(of('AWS::ApiGatewayV2::Api'))('for 5xx of $Properties.Name is there', ({ stack, id }) => {
    const errors = alarms.filter(
      (alarm) =>
        alarm.stack === stack &&
        alarm.Properties.MetricName === '5xx' &&
        text(alarm.Properties.Dimensions).includes(`"${id}"`),
    )
    expect(errors).toHaveLength(1)
  })

  it('for a late outbox is there once for each stream', () => {
    const streams = of('AWS::Lambda::EventSourceMapping').filter(({ Properties }) => Properties.StartingPosition)
    const late = alarms.filter(({ Properties }) => Properties.MetricName === 'IteratorAge')
    expect(late.map(({ stack }) => stack)).toEqual(streams.map(({ stack }) => stack))
  })
})
