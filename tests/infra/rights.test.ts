import { describe, expect, it } from 'vitest'
import { nameOf, resources, settings, statementsOf, templates } from './synthesized.ts'

const made = templates(settings())
const of = (type: string) => resources(made, type)
const text = (value: unknown): string => JSON.stringify(value)
const functions = of('AWS::Lambda::Function')
const mappings = of('AWS::Lambda::EventSourceMapping')

/** The function of a mapping, by name. */
const reader = ({ stack, Properties }: (typeof mappings)[number]): string =>
  made[stack]?.Resources[Properties.FunctionName.Ref].Properties.FunctionName

/** What a role may do with a resource: its actions, without conditions. */
const actionsOn = (functionName: string, resource: (value: unknown) => boolean): string[] =>
  statementsOf(made, functionName)
    .filter(({ Resource, Condition }) => Condition === undefined && [Resource].flat().some(resource))
    .flatMap(({ Action }) => Action)

describe('every role', () => {
  it.each(of('AWS::IAM::Role'))(
    '$stack/$id is taken by one service of AWS, and has policies of its own alone',
    (role) => {
      const { AssumeRolePolicyDocument: trust, ManagedPolicyArns, Policies } = role.Properties
      expect(trust.Statement).toHaveLength(1)
      expect(
        ['lambda', 'scheduler', 'malware-protection-plan.guardduty'].map((name) => `${name}.amazonaws.com`),
      ).toContain(trust.Statement[0].Principal.Service)
      expect(ManagedPolicyArns).toBeUndefined()
      expect(Policies).toBeUndefined()
    },
  )

  it('is allowed things, never all but some', () => {
    for (const { Properties } of of('AWS::IAM::Policy')) {
      for (const statement of Properties.PolicyDocument.Statement) {
        expect(Object.keys(statement)).not.toContain('NotAction')
        expect(Object.keys(statement)).not.toContain('NotResource')
        expect(statement.Effect).toBe('Allow')
      }
    }
  })
})

describe('every function', () => {
  it.each(functions)('$Properties.FunctionName writes to its own log and to no other', ({ Properties }) => {
    const group = Properties.LoggingConfig.LogGroup.Ref
    const writing = statementsOf(made, Properties.FunctionName).filter(({ Action }) => text(Action).includes('logs:'))
    expect(writing.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [['logs:CreateLogStream', 'logs:PutLogEvents'], { 'Fn::GetAtt': [group, 'Arn'] }],
    ])
  })

  it.each(functions)('$Properties.FunctionName reaches its own table with its indexes, and no other', (each) => {
    const { FunctionName } = each.Properties
    const table = `motcua-${FunctionName.split('-')[1]}`
    const indexes = of('AWS::DynamoDB::GlobalTable')
      .filter(({ Properties }) => Properties.TableName === table)
      .flatMap(({ Properties }) => Properties.GlobalSecondaryIndexes ?? [])
      .map(({ IndexName }) => `:table/${table}/index/${IndexName}`)
    const reached = statementsOf(made, FunctionName)
      .filter(({ Action }) => text(Action).includes('dynamodb:') && !text(Action).includes('Stream'))
      .filter(({ Action }) => !text(Action).includes('GetRecords'))
      .flatMap(({ Resource }) => Resource)
      .map((arn) => arn['Fn::Join'][1].at(-1))
    if (FunctionName.endsWith('-on-journal')) expect(reached).toEqual([])
    else expect(reached).toEqual([`:table/${table}`, ...indexes])
  })

  it.each(of('AWS::Lambda::Permission'))(
    'of $stack that an API calls is called by that API alone',
    ({ stack, Properties }) => {
      const [api] = of('AWS::ApiGatewayV2::Api').filter((each) => each.stack === stack)
      expect(Properties).toMatchObject({ Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' })
      expect(text(Properties.SourceArn)).toContain(`{"Ref":"${api?.id}"}`)
    },
  )
})

describe('every mapping', () => {
  it.each(mappings.filter(({ Properties }) => Properties.StartingPosition === undefined))(
    '$id of $stack may empty its queue',
    (mapping) => {
      const queue = nameOf(made, mapping.stack, mapping.Properties.EventSourceArn)
      const actions = actionsOn(reader(mapping), (arn) => text(arn).endsWith(`:${queue}"]]}`))
      expect(actions).toEqual(
        expect.arrayContaining([
          'sqs:ReceiveMessage',
          'sqs:DeleteMessage',
          'sqs:ChangeMessageVisibility',
          'sqs:GetQueueAttributes',
        ]),
      )
    },
  )

  it.each(mappings.filter(({ Properties }) => Properties.StartingPosition !== undefined))(
    '$id of $stack may read its stream and give up what fails',
    (mapping) => {
      const { EventSourceArn: stream, DestinationConfig: given } = mapping.Properties
      const reading = actionsOn(reader(mapping), (arn) => text(arn) === text(stream))
      expect(reading).toEqual(
        expect.arrayContaining(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator']),
      )
      const giving = actionsOn(reader(mapping), (arn) => text(arn) === text(given.OnFailure.Destination))
      expect(giving).toContain('sqs:SendMessage')
      const opening = statementsOf(made, reader(mapping)).find(({ Condition }) =>
        text(Condition ?? {}).includes('dynamodb.ap-southeast-1.amazonaws.com'),
      )
      expect(opening?.Action).toContain('kms:Decrypt')
    },
  )
})

describe('every policy of a resource', () => {
  it('lets nobody in but services of AWS, and those for one resource or account', () => {
    for (const type of ['AWS::SQS::QueuePolicy', 'AWS::S3::BucketPolicy', 'AWS::SNS::TopicPolicy']) {
      for (const { Properties } of of(type)) {
        for (const { Effect, Principal, Condition } of Properties.PolicyDocument.Statement) {
          if (Effect === 'Deny') continue
          expect(Object.keys(Principal)).toEqual(['Service'])
          expect(text(Condition)).toMatch(/SourceArn/)
        }
      }
    }
  })

  it('of a key leaves it to the roles of this account', () => {
    for (const { Properties } of of('AWS::KMS::Key')) {
      const principals = Properties.KeyPolicy.Statement.map(({ Principal }: { Principal: unknown }) => text(Principal))
      expect(principals).toHaveLength(1)
      expect(principals[0]).toContain(':root')
    }
  })
})
