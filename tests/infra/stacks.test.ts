import { describe, expect, it } from 'vitest'
import { restoredTable } from '../../infra/operations/restored-table.ts'
import { resources, sandbox, settings, templates } from './synthesized.ts'

const kept = templates(settings())
const thrownAway = templates(sandbox())

describe('the stacks', () => {
  it('are platform and, of each service and of the front door, one that remembers and one that runs', () => {
    expect(Object.keys(kept)).toEqual([
      'motcua-platform',
      'motcua-agencies-data',
      'motcua-agencies',
      'motcua-procedures-data',
      'motcua-procedures',
      'motcua-dossiers-data',
      'motcua-dossiers',
      'motcua-attachments-data',
      'motcua-attachments',
      'motcua-reminders-data',
      'motcua-reminders',
      'motcua-notifications-data',
      'motcua-notifications',
      'motcua-feedback-data',
      'motcua-feedback',
      'motcua-integrations-data',
      'motcua-integrations',
      'motcua-front-door-data',
      'motcua-front-door',
    ])
  })

  it.each(Object.entries({ ...kept }))('%s exports nothing and imports nothing', (_name, template) => {
    const text = JSON.stringify(template)
    expect(text).not.toContain('Fn::ImportValue')
    expect(Object.values(template.Outputs ?? {}).filter((output) => Object.hasOwn(output as object, 'Export'))).toEqual(
      [],
    )
  })

  it('that run hold nothing that would be lost with them', () => {
    const memories = [
      'AWS::DynamoDB::GlobalTable',
      'AWS::S3::Bucket',
      'AWS::SQS::Queue',
      'AWS::Events::Rule',
      'AWS::SES::EmailIdentity',
    ]
    const holders = memories.flatMap((type) => resources(kept, type)).map(({ stack }) => stack)
    expect(new Set(holders.filter((stack) => !stack.endsWith('-data')))).toEqual(new Set())
  })

  it('that remember run nothing', () => {
    expect(resources(kept, 'AWS::Lambda::Function').filter(({ stack }) => stack.endsWith('-data'))).toEqual([])
    expect(resources(thrownAway, 'AWS::Lambda::Function').filter(({ stack }) => stack.endsWith('-data'))).toEqual([])
  })

  it('need no custom resource', () => {
    const types = Object.values(kept).flatMap((template) =>
      Object.values(template.Resources as Record<string, { Type: string }>).map(({ Type }) => Type),
    )
    expect(types.filter((type) => type.startsWith('Custom::') || type.startsWith('AWS::CloudFormation::'))).toEqual([])
  })
})

describe('every table', () => {
  const tables = resources(kept, 'AWS::DynamoDB::GlobalTable')

  it('is the one table of its service', () => {
    expect(tables.map(({ Properties }) => Properties.TableName)).toEqual([
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

  it.each(tables)(
    '$Properties.TableName can be restored to a point in time, has a customer key, streams new items',
    (table) => {
      const { Replicas, SSESpecification, StreamSpecification, TimeToLiveSpecification } = table.Properties
      expect(Replicas).toHaveLength(1)
      expect(Replicas[0].PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true })
      expect(Replicas[0].SSESpecification.KMSMasterKeyId).toBeDefined()
      expect(SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' })
      // What an operator gives back to a table that was restored.
      expect(restoredTable).toEqual({ stream: 'NEW_IMAGE', expiry: 'expiresAt', pointInTime: true })
      expect(StreamSpecification).toEqual({ StreamViewType: restoredTable.stream })
      expect(TimeToLiveSpecification).toEqual({ AttributeName: restoredTable.expiry, Enabled: true })
    },
  )

  it.each(tables)('$Properties.TableName is protected from deletion', (table) => {
    expect(table.Properties.Replicas[0].DeletionProtectionEnabled).toBe(true)
    expect(table.DeletionPolicy).toBe('Retain')
  })

  it('can be thrown away in the sandbox, and only there', () => {
    for (const table of resources(thrownAway, 'AWS::DynamoDB::GlobalTable')) {
      expect(table.Properties.Replicas[0].DeletionProtectionEnabled).toBe(false)
      expect(table.DeletionPolicy).toBe('Delete')
    }
  })
})

describe('every function', () => {
  const functions = resources(kept, 'AWS::Lambda::Function')

  it.each(functions)(
    '$Properties.FunctionName runs Node 24 on arm64 with 256 MB and a log group of its own',
    (each) => {
      const { Runtime, Architectures, MemorySize, Handler, LoggingConfig } = each.Properties
      expect({ Runtime, Architectures, MemorySize, Handler }).toEqual({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        MemorySize: 256,
        Handler: 'index.handler',
      })
      const group = kept[each.stack]?.Resources[LoggingConfig.LogGroup.Ref]
      expect(group.Type).toBe('AWS::Logs::LogGroup')
      expect(group.Properties.RetentionInDays).toBe(180)
      const sharing = functions.filter(
        (other) =>
          other.stack === each.stack && other.Properties.LoggingConfig.LogGroup.Ref === LoggingConfig.LogGroup.Ref,
      )
      expect(sharing).toHaveLength(1)
    },
  )

  it('is one of those that the bundler makes', () => {
    expect(functions.map(({ Properties }) => Properties.FunctionName).sort()).toEqual([
      'motcua-agencies-api',
      'motcua-agencies-on-journal',
      'motcua-attachments-api',
      'motcua-attachments-on-dossier',
      'motcua-attachments-on-feedback',
      'motcua-attachments-on-journal',
      'motcua-attachments-on-reference',
      'motcua-attachments-on-scan',
      'motcua-attachments-on-upload',
      'motcua-dossiers-api',
      'motcua-dossiers-on-attachment',
      'motcua-dossiers-on-journal',
      'motcua-dossiers-on-notification',
      'motcua-dossiers-on-reference',
      'motcua-dossiers-on-replan',
      'motcua-feedback-api',
      'motcua-feedback-on-attachment',
      'motcua-feedback-on-dossier',
      'motcua-feedback-on-journal',
      'motcua-feedback-on-reference',
      'motcua-feedback-on-replan',
      'motcua-integrations-api',
      'motcua-integrations-on-deliver',
      'motcua-integrations-on-due',
      'motcua-integrations-on-event',
      'motcua-integrations-on-journal',
      'motcua-integrations-on-reference',
      'motcua-notifications-api',
      'motcua-notifications-on-dossier',
      'motcua-notifications-on-due',
      'motcua-notifications-on-feedback',
      'motcua-notifications-on-journal',
      'motcua-notifications-on-provider',
      'motcua-notifications-on-reference',
      'motcua-notifications-on-reminder',
      'motcua-notifications-on-webhook',
      'motcua-procedures-api',
      'motcua-procedures-on-journal',
      'motcua-procedures-on-reference',
      'motcua-reminders-api',
      'motcua-reminders-on-dossier',
      'motcua-reminders-on-due',
      'motcua-reminders-on-feedback',
      'motcua-reminders-on-journal',
      'motcua-reminders-on-reference',
    ])
  })

  it('knows its stage, table, bus and whose tokens it takes', () => {
    const tokens = ['ISSUER', 'JWKS_URI', 'CLIENT_IDS', 'MACHINE_SCOPE']
    for (const { Properties } of functions) {
      const names = Object.keys(Properties.Environment.Variables)
      expect(names).toEqual(expect.arrayContaining([...tokens, 'STAGE', 'TABLE', 'BUS']))
      expect(names).not.toContain('CLOCK_FILE')
    }
  })

  it('has a role of its own that names its resources: no wildcard resource, no scan', () => {
    const roles = functions.map(({ stack, Properties }) => `${stack}/${Properties.Role['Fn::GetAtt'][0]}`)
    expect(new Set(roles).size).toBe(functions.length)
    for (const policy of resources(kept, 'AWS::IAM::Policy')) {
      for (const { Action, Resource } of policy.Properties.PolicyDocument.Statement) {
        expect([Resource].flat()).not.toContain('*')
        expect([Action].flat().filter((action) => action.endsWith(':*') || action === 'dynamodb:Scan')).toEqual([])
      }
    }
  })
})
