import { describe, expect, it } from 'vitest'
import { resources, sandbox, settings, statementsOf as statementsIn, templates } from './synthesized.ts'

const made = templates(settings())
const [bucket, ...others] = resources(made, 'AWS::S3::Bucket').filter(({ stack }) => stack !== 'motcua-front-door-data')

const statementsOf = (functionName: string) => statementsIn(made, functionName)

function objectsOf(functionName: string): string[] {
  return statementsOf(functionName)
    .filter(({ Action }) => [Action].flat()[0].startsWith('s3:'))
    .flatMap(({ Action, Resource }) =>
      [Action].flat().map((action: string) => `${action} ${Resource['Fn::Join'][1].at(-1)}`),
    )
    .sort()
}

describe('the bucket of files', () => {
  it('is the only one beside those of the front door, private, versioned and encrypted by the customer key', () => {
    expect(others).toEqual([])
    expect(bucket?.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    })
    expect(bucket?.Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' })
    const [encryption] = bucket?.Properties.BucketEncryption.ServerSideEncryptionConfiguration ?? []
    expect(encryption.ServerSideEncryptionByDefault.SSEAlgorithm).toBe('aws:kms')
    expect(bucket?.DeletionPolicy).toBe('Retain')
  })

  it('refuses what does not come over TLS, except in the sandbox, whose local AWS speaks http', () => {
    const [policy] = resources(made, 'AWS::S3::BucketPolicy')
    const [statement] = policy?.Properties.PolicyDocument.Statement ?? []
    expect(statement).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })
    expect(resources(templates(sandbox()), 'AWS::S3::BucketPolicy')).toEqual([])
  })

  it('announces uploads under incoming/ to the upload queue, whose policy stands before', () => {
    const [announcement] = bucket?.Properties.NotificationConfiguration.QueueConfigurations ?? []
    expect(announcement.Event).toBe('s3:ObjectCreated:*')
    expect(announcement.Filter.S3Key.Rules).toEqual([{ Name: 'prefix', Value: 'incoming/' }])
    const template = made['motcua-attachments-data']
    expect(template?.Resources[announcement.Queue['Fn::GetAtt'][0]].Properties.QueueName).toBe(
      'motcua-attachments-upload',
    )
    expect(bucket?.DependsOn?.map((id) => template?.Resources[id].Type)).toContain('AWS::SQS::QueuePolicy')
  })

  it('keeps an unchecked file longer than its notice can wait, and then forgets it', () => {
    const rules = bucket?.Properties.LifecycleConfiguration.Rules
    expect(rules).toContainEqual(expect.objectContaining({ Prefix: 'incoming/', ExpirationInDays: 30 }))
    expect(
      rules.filter(
        (rule: { Prefix?: string; ExpirationInDays?: number }) => rule.ExpirationInDays && rule.Prefix !== 'incoming/',
      ),
    ).toEqual([])
  })

  it('takes an upload from a browser only of the origins in the setting', () => {
    expect(bucket?.Properties.CorsConfiguration.CorsRules).toEqual([
      {
        AllowedMethods: ['PUT'],
        AllowedOrigins: ['https://desk.example.vn'],
        AllowedHeaders: ['content-type', 'if-none-match', 'x-amz-checksum-sha256'],
        MaxAge: 3600,
      },
    ])
  })
})

describe('the scanner', () => {
  const queueNamed = (given: ReturnType<typeof templates>, name: string) =>
    resources(given, 'AWS::SQS::Queue').find(({ Properties }) => Properties.QueueName === name)?.Properties
  const without = templates(settings({ scanner: 'none' }))

  it('looks at whatever arrives under incoming/, and can read nothing else', () => {
    const [plan, ...more] = resources(made, 'AWS::GuardDuty::MalwareProtectionPlan')
    expect(more).toEqual([])
    expect(plan?.Properties.ProtectedResource.S3Bucket.ObjectPrefixes).toEqual(['incoming/'])
    expect(bucket?.Properties.NotificationConfiguration.EventBridgeConfiguration).toEqual({ EventBridgeEnabled: true })
    const role = plan?.Properties.Role['Fn::GetAtt'][0]
    const [policy] = resources(made, 'AWS::IAM::Policy').filter(({ Properties }) => Properties.Roles[0].Ref === role)
    const reading = policy?.Properties.PolicyDocument.Statement.filter(({ Action }: { Action: string | string[] }) =>
      [Action].flat().includes('s3:GetObject'),
    )
    expect(reading).toHaveLength(1)
    expect(reading[0].Resource['Fn::Join'][1].at(-1)).toBe('/incoming/*')
  })

  it('is waited for by the check, a quarter of an hour before an alarm rings', () => {
    const [upload] = resources(made, 'AWS::Lambda::Function').filter(
      ({ Properties }) => Properties.FunctionName === 'motcua-attachments-on-upload',
    )
    expect(upload?.Properties.Environment.Variables.SCANNER).toBe('guardduty')
    expect(queueNamed(made, 'motcua-attachments-upload')).toMatchObject({
      DelaySeconds: 30,
      VisibilityTimeout: 60,
      RedrivePolicy: { maxReceiveCount: 15 },
    })
  })

  it('is a stand-in in the sandbox, whose events no other stage hears', () => {
    const local = templates(sandbox())
    expect(resources(local, 'AWS::GuardDuty::MalwareProtectionPlan')).toEqual([])
    const [rule] = resources(local, 'AWS::Events::Rule').filter(
      ({ Properties }) => Properties.Name === 'motcua-attachments-scan',
    )
    expect(rule?.Properties.EventPattern.source).toEqual(['aws.guardduty', 'motcua.sandbox.guardduty'])
  })

  it('is not there when the setting says so, and nothing waits for it', () => {
    expect(resources(without, 'AWS::GuardDuty::MalwareProtectionPlan')).toEqual([])
    expect(queueNamed(without, 'motcua-attachments-scan')).toBeUndefined()
    expect(queueNamed(without, 'motcua-attachments-upload')?.RedrivePolicy.maxReceiveCount).toBe(3)
    const [upload] = resources(without, 'AWS::Lambda::Function').filter(
      ({ Properties }) => Properties.FunctionName === 'motcua-attachments-on-upload',
    )
    expect(upload?.Properties.Environment.Variables.SCANNER).toBeUndefined()
  })
})

describe('the functions that touch files', () => {
  it('let a caller put into incoming/ and read from clean/ alone', () => {
    expect(objectsOf('motcua-attachments-api')).toEqual(['s3:GetObject /clean/*', 's3:PutObject /incoming/*'])
  })

  it('move a file from incoming/ to clean/ in the one that checks it', () => {
    expect(objectsOf('motcua-attachments-on-upload')).toEqual([
      's3:GetObject /incoming/*',
      's3:GetObjectVersion /incoming/*',
      's3:PutObject /clean/*',
    ])
  })

  it('are those two', () => {
    for (const { Properties } of resources(made, 'AWS::Lambda::Function')) {
      if (['motcua-attachments-api', 'motcua-attachments-on-upload'].includes(Properties.FunctionName)) continue
      expect(objectsOf(Properties.FunctionName)).toEqual([])
    }
  })
})

describe('the keys of sealed values', () => {
  const direct = (functionName: string): string[] =>
    statementsOf(functionName)
      .filter(({ Action, Condition }) => [Action].flat()[0].startsWith('kms:') && Condition === undefined)
      .flatMap(({ Action }) => Action)

  it('are used directly by the APIs of dossiers, feedback and attachments, and by who sends or marks an address; everyone else has them only through a store', () => {
    const sealing = ['kms:Decrypt', 'kms:GenerateDataKey']
    const telling = ['kms:Decrypt', 'kms:GenerateMac']
    const allowed: Record<string, string[]> = {
      'motcua-dossiers-api': ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateMac'],
      'motcua-feedback-api': ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateMac'],
      'motcua-attachments-api': sealing,
      'motcua-notifications-on-dossier': telling,
      'motcua-notifications-on-feedback': telling,
      'motcua-notifications-on-reminder': telling,
      'motcua-notifications-on-webhook': telling,
      'motcua-notifications-on-due': telling,
      'motcua-notifications-on-provider': ['kms:GenerateMac'],
    }
    for (const { Properties } of resources(made, 'AWS::Lambda::Function')) {
      expect(direct(Properties.FunctionName).toSorted()).toEqual(allowed[Properties.FunctionName] ?? [])
    }
  })

  it('seal and open the secret of a webhook as such, and nothing else, in the two functions that need it', () => {
    const asSuch = (functionName: string): string[] =>
      statementsOf(functionName)
        .filter(({ Condition }) => Condition?.StringLike?.['kms:EncryptionContext:webhook'] === '?*')
        .flatMap(({ Action }) => Action)
    const allowed: Record<string, string[]> = {
      'motcua-integrations-api': ['kms:Encrypt', 'kms:Decrypt'],
      'motcua-integrations-on-deliver': ['kms:Decrypt'],
    }
    for (const { Properties } of resources(made, 'AWS::Lambda::Function')) {
      expect(asSuch(Properties.FunctionName)).toEqual(allowed[Properties.FunctionName] ?? [])
    }
  })
})
