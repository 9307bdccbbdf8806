import { describe, expect, it } from 'vitest'
import { resources, sandbox, settings, statementsOf, templates } from './synthesized.ts'

const made = templates(settings({ mailFrom: 'mot-cua@phuong.example.vn' }))
const thrownAway = templates(sandbox({ smsOutbox: '/tmp/sms' }))
const senders = ['dossier', 'feedback', 'reminder', 'webhook', 'due'].map((name) => `motcua-notifications-on-${name}`)
const functions = resources(made, 'AWS::Lambda::Function')
const named = functions.map(({ Properties }) => Properties.FunctionName as string)

/** Of whom a role says that it may do this, and with what. */
function whoMay(action: string, resource = ''): string[] {
  return named.filter((name) =>
    statementsOf(made, name).some(
      ({ Action, Resource }) => [Action].flat().includes(action) && JSON.stringify(Resource).includes(resource),
    ),
  )
}
const environmentOf = (name: string, from = made) =>
  resources(from, 'AWS::Lambda::Function').find(({ Properties }) => Properties.FunctionName === name)?.Properties
    .Environment.Variables

describe('the domain that mails come from', () => {
  const [identity, ...others] = resources(made, 'AWS::SES::EmailIdentity')

  it('is that of the address, signed by DKIM, and stays when the stack goes', () => {
    expect(others).toEqual([])
    expect(identity).toMatchObject({ stack: 'motcua-notifications-data', DeletionPolicy: 'Retain' })
    expect(identity?.Properties.EmailIdentity).toBe('phuong.example.vn')
    expect(identity?.Properties.DkimAttributes?.SigningEnabled ?? true).toBe(true)
  })

  it('says the three records that prove it', () => {
    const outputs = Object.keys(made['motcua-notifications-data']?.Outputs)
    expect(outputs).toEqual(['DkimRecord1', 'DkimRecord2', 'DkimRecord3'])
  })
})

describe('what became of a mail', () => {
  it('is told on the bus of the account, every outcome, and not who opened or followed what', () => {
    const [set] = resources(made, 'AWS::SES::ConfigurationSet')
    expect(set?.Properties).toMatchObject({
      Name: 'motcua',
      ReputationOptions: { ReputationMetricsEnabled: true },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    })
    const [destination] = resources(made, 'AWS::SES::ConfigurationSetEventDestination')
    const told = destination?.Properties.EventDestination
    expect(told.Enabled).toBe(true)
    expect(JSON.stringify(told.EventBridgeDestination.EventBusArn)).toContain('event-bus/default')
    expect(told.MatchingEventTypes.toSorted()).toEqual([
      'bounce',
      'complaint',
      'delivery',
      'deliveryDelay',
      'reject',
      'renderingFailure',
      'send',
    ])
  })

  it('may be said by a stand-in in the sandbox, and by SES alone elsewhere', () => {
    const sources = (from: typeof made) =>
      resources(from, 'AWS::Events::Rule').find(({ Properties }) => Properties.Name === 'motcua-notifications-provider')
        ?.Properties.EventPattern.source
    expect(sources(made)).toEqual(['aws.ses'])
    expect(sources(thrownAway)).toEqual(['aws.ses', 'motcua.sandbox.ses'])
  })
})

describe('who sends', () => {
  it('are the functions that tell people, from one address of one domain', () => {
    expect(whoMay('ses:SendEmail').sort()).toEqual(senders.toSorted())
    for (const sender of senders) {
      const [statement] = statementsOf(made, sender).filter(({ Action }) => Action === 'ses:SendEmail')
      expect(statement.Condition).toEqual({ StringEquals: { 'ses:FromAddress': 'mot-cua@phuong.example.vn' } })
      const resourceNames = statement.Resource.map((each: { 'Fn::Join': [string, unknown[]] }) =>
        each['Fn::Join'][1].at(-1),
      )
      expect(resourceNames.map((name: string) => name.split(':').at(-1)).sort()).toEqual([
        'configuration-set/motcua',
        'identity/phuong.example.vn',
      ])
    }
  })

  it('know from whom, with what, and where a mail leads', () => {
    for (const sender of senders) {
      expect(environmentOf(sender)).toMatchObject({
        MAIL_FROM: 'mot-cua@phuong.example.vn',
        CONFIGURATION_SET: 'motcua',
        PAGES: 'https://dichvu.example.vn',
      })
    }
  })

  it('are a few at once', () => {
    const limits = resources(made, 'AWS::Lambda::EventSourceMapping')
      .filter(({ stack, Properties }) => stack === 'motcua-notifications' && Properties.ScalingConfig !== undefined)
      .map(({ stack, Properties }) => {
        const limited = made[stack]?.Resources[Properties.FunctionName.Ref]
        return [limited?.Properties.FunctionName, Properties.ScalingConfig.MaximumConcurrency]
      })
    expect(Object.fromEntries(limits)).toEqual({
      'motcua-notifications-on-dossier': 5,
      'motcua-notifications-on-feedback': 5,
      'motcua-notifications-on-reminder': 5,
      'motcua-notifications-on-webhook': 5,
    })
  })

  it('put SMS into a folder in the sandbox, and nowhere else', () => {
    for (const sender of senders) {
      expect(environmentOf(sender, thrownAway)).toMatchObject({ SMS_OUTBOX: '/tmp/sms' })
      expect(environmentOf(sender)).not.toHaveProperty('SMS_OUTBOX')
    }
  })
})

describe('the address of an applicant or an author', () => {
  const keyOf = (name: string, variable: string) => environmentOf(name)[variable].Ref as string
  const contactKey = keyOf('motcua-notifications-on-due', 'CONTACT_KEY')
  const lookupKey = keyOf('motcua-notifications-on-due', 'LOOKUP_KEY')

  it('is sealed by the APIs of dossiers and of feedback alone, which can open none, and opened by who sends', () => {
    expect(made['motcua-notifications']?.Parameters[contactKey].Default).toBe('/motcua/platform/contact-key')
    const sealing = ['motcua-dossiers-api', 'motcua-feedback-api']
    for (const api of sealing) expect(whoMay('kms:Encrypt', keyOf(api, 'CONTACT_KEY')).sort()).toEqual(sealing)
    expect(whoMay('kms:Decrypt', contactKey).sort()).toEqual(senders.toSorted())
  })

  it('is known by its keyed hash where it bounced', () => {
    const marking = whoMay('kms:GenerateMac', lookupKey).filter((name) => name.startsWith('motcua-notifications'))
    expect(marking.sort()).toEqual([...senders, 'motcua-notifications-on-provider'].sort())
    expect(environmentOf('motcua-notifications-on-provider')).toHaveProperty('LOOKUP_KEY')
  })
})

describe('what is no error and yet must be seen', () => {
  it.each([
    ['unaddressed', 'unaddressed'],
    ['failedFinally', 'mail'],
  ])('is counted from the lines of every sender: %s', (field, runbook) => {
    const filters = resources(made, 'AWS::Logs::MetricFilter').filter(
      ({ Properties }) => Properties.MetricTransformations[0].MetricName === field,
    )
    const groups = functions
      .filter(({ Properties }) => senders.includes(Properties.FunctionName))
      .map(({ Properties }) => Properties.LoggingConfig.LogGroup.Ref)
    expect(filters.map(({ Properties }) => Properties.LogGroupName.Ref).sort()).toEqual(groups.sort())
    for (const { Properties } of filters) {
      const pattern = new RegExp(Properties.FilterPattern.slice(1, -1))
      expect(`2026-11-26T01:00:00.000Z\tid\tINFO\t${JSON.stringify({ [field]: 1, subject: 'x' })}`).toMatch(pattern)
      expect(JSON.stringify({ [field]: 0, subject: 'x' })).not.toMatch(pattern)
    }
    const [alarm] = resources(made, 'AWS::CloudWatch::Alarm').filter(
      ({ Properties }) => Properties.MetricName === field,
    )
    expect(alarm?.Properties).toMatchObject({ Namespace: 'motcua/notifications', Threshold: 1, Statistic: 'Sum' })
    expect(alarm?.Properties.AlarmDescription).toContain(`docs/operations/${runbook}.md`)
  })
})
