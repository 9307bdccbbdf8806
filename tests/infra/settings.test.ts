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
    const context = { stage: 'production', origins: 'https://a.vn,https://b.vn', machineClients: 'city' }
    const read = settingsFromContext(new App({ context }).node)
    expect(read).toMatchObject({
      stage: 'production',
      origins: ['https://a.vn', 'https://b.vn'],
      machineClients: ['city'],
    })
  })

  it('may not have a movable clock outside the sandbox', () => {
    expect(() => stacks(new App(), settings({ clockFile: '/tmp/clock' }))).toThrow('sandbox only')
    const context = { stage: 'production', origins: 'https://a.vn', clockFile: '/tmp/clock' }
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

describe('the issuer', () => {
  it('can be another than our pool, with its keys and clients', () => {
    const issuer = 'https://id.example.vn'
    const given = settings({ issuer, jwksUri: `${issuer}/keys`, clientIds: ['one', 'two'] })
    expect(environment(given)).toMatchObject({ ISSUER: issuer, JWKS_URI: `${issuer}/keys`, CLIENT_IDS: 'one,two' })
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
    expect(JSON.stringify(clients[1].AllowedOAuthScopes)).toContain('/desk')
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
  it('are one that encrypts and turns over, and one that makes HMACs', () => {
    const keys = resources(templates(settings()), 'AWS::KMS::Key').map(({ Properties, DeletionPolicy }) => ({
      Properties,
      DeletionPolicy,
    }))
    expect(keys[0]).toMatchObject({ Properties: { EnableKeyRotation: true }, DeletionPolicy: 'Retain' })
    expect(keys[1]?.Properties).toMatchObject({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })
  })
})
