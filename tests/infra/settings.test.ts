import { App } from 'aws-cdk-lib'
import { describe, expect, it } from 'vitest'
import { settingsFromContext } from '../../infra/settings.ts'
import { stacks } from '../../infra/stacks.ts'
import { resources, sandbox, settings, templates } from './synthesized.ts'

function environment(given: ReturnType<typeof settings>): Record<string, unknown> {
  const [first] = resources(templates(given), 'AWS::Lambda::Function')
  return first?.Properties.Environment.Variables
}

describe('the stage', () => {
  it('must be said', () => {
    expect(() => settingsFromContext(new App().node)).toThrow('-c stage=')
  })

  it('is read from the context, with its lists', () => {
    const { domain, certificateArn, mailFrom, pages } = settings()
    const lists = {
      origins: 'https://a.vn,https://b.vn',
      machineClients: 'city',
      originSecret: 'AWSCURRENT,AWSPENDING',
    }
    const context = { stage: 'production', domain, certificateArn, mailFrom, pages, ...lists }
    const read = settingsFromContext(new App({ context }).node)
    expect(read).toMatchObject({
      stage: 'production',
      origins: ['https://a.vn', 'https://b.vn'],
      lookupsPerAddress: 100,
      feedbackPerAddress: 30,
      feedbackReopenHours: 72,
      scanner: 'guardduty',
      feedbackAgency: undefined,
      machineClients: ['city'],
      originSecret: ['AWSCURRENT', 'AWSPENDING'],
      domain,
      certificateArn,
      mailFrom,
      pages,
    })
  })

  it('may not have a movable clock outside the sandbox', () => {
    expect(() => stacks(new App(), settings({ clockFile: '/tmp/clock' }))).toThrow('sandbox only')
    const { mailFrom, pages } = settings()
    const context = { stage: 'production', origins: 'https://a.vn', mailFrom, pages, clockFile: '/tmp/clock' }
    expect(() => settingsFromContext(new App({ context }).node)).toThrow('sandbox only')
  })

  it('has a movable clock in the sandbox when one is given', () => {
    expect(environment(sandbox({ clockFile: '/tmp/clock' }))).toMatchObject({
      STAGE: 'sandbox',
      CLOCK_FILE: '/tmp/clock',
    })
    expect(environment(sandbox())).not.toHaveProperty('CLOCK_FILE')
  })

  it('needs https origins by name outside the sandbox', () => {
    for (const origins of [[], ['*'], ['http://desk.vn'], ['https://*.vn']]) {
      expect(() => stacks(new App(), settings({ origins }))).toThrow('https origins')
    }
  })
})

describe('the front door', () => {
  const made = (changes: Parameters<typeof settings>[0]) => () => stacks(new App(), settings(changes))

  it.each([undefined, '', 'api', 'https://api.example.vn', 'api.example.vn/', '*.example.vn', 'API.example.vn'])(
    'needs the name that it answers to outside the sandbox: %s is none',
    (domain) => expect(made({ domain })).toThrow('-c domain='),
  )

  it.each([
    undefined,
    'arn:aws:acm:ap-southeast-1:123456789012:certificate/5f0a1c5e',
    'arn:aws:iam::123456789012:server-certificate/motcua',
    'arn:aws:acm:us-east-1:123456789012:certificate/',
  ])('needs a certificate of us-east-1 outside the sandbox, else it would speak old TLS: %s is none', (arn) => {
    expect(made({ certificateArn: arn })).toThrow('-c certificateArn=')
  })

  it.each(['motcua', 'arn:aws:wafv2:ap-southeast-1:123456789012:regional/webacl/motcua/1'])(
    'is looked through by a web ACL of scope CLOUDFRONT or by none: not by %s',
    (webAclArn) => {
      expect(made({ webAclArn })).toThrow('scope CLOUDFRONT')
    },
  )

  it('takes versions of its secret, never the secret itself', () => {
    expect(made({ originSecret: ['hunter2'] })).toThrow('AWSPENDING')
  })

  it('wants nothing of this in the sandbox', () => {
    expect(() => stacks(new App(), sandbox({ domain: undefined, certificateArn: undefined }))).not.toThrow()
  })
})

describe('mails', () => {
  const made = (changes: Parameters<typeof settings>[0]) => () => stacks(new App(), settings(changes))
  const missing = { stage: 'production', origins: 'https://a.vn' }

  it('have an address that they come from, and a place to which they lead, that is said outside the sandbox', () => {
    const { mailFrom, pages } = settings()
    expect(() => settingsFromContext(new App({ context: { ...missing, pages } }).node)).toThrow('-c mailFrom=')
    expect(() => settingsFromContext(new App({ context: { ...missing, mailFrom } }).node)).toThrow('-c pages=')
  })

  it('have both in the sandbox without saying', () => {
    const read = settingsFromContext(new App({ context: { stage: 'sandbox' } }).node)
    expect(read).toMatchObject({ mailFrom: 'mot-cua@example.org', pages: 'http://127.0.0.1:8080' })
  })

  it.each([
    '',
    'example.vn',
    'Một cửa <mot-cua@example.vn>',
    'mot-cua@example.vn\r\nBcc: x@example.org',
    'mot-cua@example.vn\n',
    'a@example.vn, b@example.vn',
    'mot-cua@localhost',
    'mot-cua@-example.vn',
  ])('come from one plain address: %j is none', (mailFrom) => {
    expect(made({ mailFrom })).toThrow('-c mailFrom=')
    expect(() => stacks(new App(), sandbox({ mailFrom }))).toThrow('-c mailFrom=')
  })

  it.each([
    '',
    'dichvu.example.vn',
    'http://dichvu.example.vn',
    'https://dichvu.example.vn/',
    'https://dichvu.example.vn?x=1',
    'https://ai@dichvu.example.vn',
    'https://dichvu.example.vn/a b',
    'https://dichvu.example.vn\n',
    'javascript:alert(1)',
  ])('lead to pages over https, to whose address a path can be added: %j is none', (pages) => {
    expect(made({ pages })).toThrow('-c pages=')
  })

  it('may lead to this machine in the sandbox, and to a path of a larger site anywhere', () => {
    expect(() => stacks(new App(), sandbox({ pages: 'http://127.0.0.1:8080' }))).not.toThrow()
    expect(made({ pages: 'https://example.vn/mot-cua/tra-cuu' })).not.toThrow()
  })
})

describe('what feedback goes by', () => {
  const made = (changes: Parameters<typeof settings>[0]) => () => stacks(new App(), settings(changes))
  const api = (changes: Parameters<typeof settings>[0]) =>
    resources(templates(settings(changes)), 'AWS::Lambda::Function').find(
      ({ Properties }) => Properties.FunctionName === 'motcua-feedback-api',
    )?.Properties.Environment.Variables

  it('are settings: how often an address may write, how long may be asked again, and whose is what names no agency', () => {
    const given = { feedbackPerAddress: 5, feedbackReopenHours: 24, feedbackAgency: 'H26.125' }
    expect(api(given)).toMatchObject({ FEEDBACK_PER_ADDRESS: '5', REOPEN_HOURS: '24', FEEDBACK_AGENCY: 'H26.125' })
    expect(api({})).not.toHaveProperty('FEEDBACK_AGENCY')
  })

  it.each([0, -1, 1.5, Number.NaN])('are whole numbers from 1: %s is none', (limit) => {
    expect(made({ feedbackPerAddress: limit })).toThrow('-c feedbackPerAddress=30')
    expect(made({ feedbackReopenHours: limit })).toThrow('-c feedbackReopenHours=72')
    expect(made({ lookupsPerAddress: limit })).toThrow('-c lookupsPerAddress=100')
  })

  it.each(['', 'Phúc Lợi', 'H26.125-01', 'H26.'])('name an agency by its id: %j is none', (feedbackAgency) => {
    expect(made({ feedbackAgency })).toThrow('-c feedbackAgency=')
  })

  it.each(['H26', 'H26.125', '000.00.01.H29'])('may name the agency %s', (feedbackAgency) => {
    expect(made({ feedbackAgency })).not.toThrow()
  })
})

describe('SMS in a folder', () => {
  it('are for the sandbox alone, since they reach nobody', () => {
    expect(() => stacks(new App(), settings({ smsOutbox: '/tmp/sms' }))).toThrow('drop smsOutbox')
  })
})

describe('the issuer', () => {
  it('can be another than our pool, with its keys and clients', () => {
    const issuer = 'https://id.example.vn'
    const given = settings({ issuer, jwksUri: `${issuer}/keys`, clientIds: ['one', 'two'] })
    expect(environment(given)).toMatchObject({ ISSUER: issuer, JWKS_URI: `${issuer}/keys`, CLIENT_IDS: 'one,two' })
  })

  it('says what the scope of its machines is called, or is asked for that of our pool', () => {
    const given = settings({ issuer: 'https://id.vn', jwksUri: 'https://id.vn/keys', clientIds: ['one'] })
    expect(environment(given)).toMatchObject({ MACHINE_SCOPE: 'motcua/desk' })
    expect(environment({ ...given, machineScope: 'https://id.vn/motcua' })).toMatchObject({
      MACHINE_SCOPE: 'https://id.vn/motcua',
    })
  })

  it('is refused without its keys or its clients', () => {
    expect(() => stacks(new App(), settings({ issuer: 'https://id.example.vn' }))).toThrow('jwksUri')
    expect(() => stacks(new App(), settings({ issuer: 'https://id.vn', jwksUri: 'https://id.vn/keys' }))).toThrow(
      'clientIds',
    )
  })

  it('is asked for its keys over https outside the sandbox', () => {
    expect(() => stacks(new App(), settings({ jwksUri: 'http://127.0.0.1/keys' }))).toThrow('https')
  })
})

describe('the pool of platform', () => {
  const made = templates(settings({ machineClients: ['city'] }))
  const clients = resources(made, 'AWS::Cognito::UserPoolClient').map(({ Properties }) => Properties)

  it('gives access tokens of 30 minutes to people and machines', () => {
    expect(
      clients.map(({ AccessTokenValidity, TokenValidityUnits }) => [
        AccessTokenValidity,
        TokenValidityUnits.AccessToken,
      ]),
    ).toEqual([
      [30, 'minutes'],
      [30, 'minutes'],
    ])
  })

  it('has a public client with code flow and a machine client with its scope', () => {
    expect(clients[0]).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      CallbackURLs: ['https://desk.example.vn/'],
      ExplicitAuthFlows: expect.arrayContaining(['ALLOW_USER_PASSWORD_AUTH']),
    })
    expect(clients[1]).toMatchObject({ GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'] })
    expect(clients[1].AllowedOAuthScopes).toHaveLength(1)
    const [server] = resources(made, 'AWS::Cognito::UserPoolResourceServer').map(({ Properties }) => Properties)
    expect(`${server.Identifier}/${server.Scopes[0].ScopeName}`).toBe(environment(settings()).MACHINE_SCOPE)
    expect(JSON.stringify(clients[0].AllowedOAuthScopes)).not.toContain('desk')
  })

  it('has a resource server, an administrator group and a domain', () => {
    expect(resources(made, 'AWS::Cognito::UserPoolResourceServer')[0]?.Properties.Identifier).toBe('motcua')
    expect(resources(made, 'AWS::Cognito::UserPoolGroup')[0]?.Properties.GroupName).toBe('administrator')
    expect(resources(made, 'AWS::Cognito::UserPoolDomain')).toHaveLength(1)
  })

  it('says its addresses as outputs', () => {
    expect(Object.keys(made['motcua-platform']?.Outputs)).toEqual([
      'UserPoolId',
      'UserPoolClientId',
      'MachineClientIdcity',
    ])
  })
})

describe('the keys of platform', () => {
  it('are two that encrypt and turn over, for what is kept and for addresses on their way, and one that makes HMACs', () => {
    const keys = resources(templates(settings()), 'AWS::KMS::Key').map(({ Properties, DeletionPolicy }) => ({
      Properties,
      DeletionPolicy,
    }))
    expect(keys[0]).toMatchObject({ Properties: { EnableKeyRotation: true }, DeletionPolicy: 'Retain' })
    expect(keys[1]?.Properties).toMatchObject({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })
    expect(keys[2]).toMatchObject({ Properties: { EnableKeyRotation: true }, DeletionPolicy: 'Retain' })
    expect(keys).toHaveLength(3)
  })
})
