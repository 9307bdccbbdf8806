import { describe, expect, it } from 'vitest'
import { crossOrigin, security, strictTransportSeconds } from '../../infra/front-door/headers.ts'
import { prefixes } from '../../infra/prefixes.ts'
import { resources, sandbox, settings, templates } from './synthesized.ts'

const origins = ['https://desk.example.vn', 'https://kiosk.example.vn']
const given = settings({ origins })
const made = templates(given)
const template = made['motcua-front-door']
const one = (type: string, from = made) => {
  const found = resources(from, type)
  expect(found).toHaveLength(1)
  return found[0]?.Properties
}
const distribution = one('AWS::CloudFront::Distribution').DistributionConfig
const { DefaultCacheBehavior: nothing, CacheBehaviors: behaviours, Origins: upstream } = distribution
// biome-ignore lint/suspicious/noExplicitAny: CloudFormation properties are not typed
const upstreamOf = (id: string) => upstream.find((origin: any) => origin.Id === id)
const codeOf = (behaviour: typeof nothing): string => {
  const [edge, ...others] = behaviour.FunctionAssociations
  expect(others).toEqual([])
  expect(edge.EventType).toBe('viewer-request')
  return template?.Resources[edge.FunctionARN['Fn::GetAtt'][0]].Properties.FunctionCode
}
const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'
const cachingOptimized = '658327ea-f89d-4fab-a63d-7e88639e58f6'
const allButHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac'

const services = [...new Set(prefixes.map(({ service }) => service))]
const secretReference = (version: string) => `{{resolve:secretsmanager:motcua-origin-secret:SecretString::${version}:}}`

describe('the behaviours of the front door', () => {
  it('are those of the table of prefixes, each for the prefix itself and for what is below it', () => {
    const routed = behaviours.map(({ PathPattern, TargetOriginId }: typeof nothing) => [PathPattern, TargetOriginId])
    const rows = [...prefixes, { prefix: '/problems', service: 'problem-pages' }]
    const wanted = rows.flatMap(({ prefix, service }) => [
      [prefix, service],
      [`${prefix}/*`, service],
    ])
    expect(routed).toEqual(wanted)
  })

  it('are fewer than the 75 that CloudFront takes without being asked for more, the default one counted', () => {
    expect(behaviours.length + 1).toBeLessThanOrEqual(75)
  })

  it.each((behaviours as (typeof nothing)[]).filter(({ TargetOriginId }) => TargetOriginId !== 'problem-pages'))(
    '$PathPattern takes https alone, every method, and keeps nothing',
    (each) => {
      expect(each).toMatchObject({
        ViewerProtocolPolicy: 'https-only',
        AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
        CachePolicyId: cachingDisabled,
        OriginRequestPolicyId: allButHost,
        Compress: false,
      })
      expect(codeOf(each)).toContain('"served":true')
    },
  )

  it('of the pages of problems are read alone, from a bucket that only distributions of this account may read', () => {
    const pages = behaviours.filter(({ TargetOriginId }: typeof nothing) => TargetOriginId === 'problem-pages')
    expect(pages).toHaveLength(2)
    for (const each of pages) {
      expect(each).toMatchObject({ ViewerProtocolPolicy: 'https-only', AllowedMethods: ['GET', 'HEAD'] })
      expect(each.CachePolicyId).toBe(cachingOptimized)
      expect(codeOf(each)).toContain('"wrong-state"')
    }
    const upstream = upstreamOf('problem-pages')
    expect(upstream.OriginAccessControlId).toBeDefined()
    expect(upstream).not.toHaveProperty('OriginCustomHeaders')
    const bucket = resources(made, 'AWS::S3::Bucket').find(({ id }) => id.startsWith('ProblemPages'))
    expect(bucket?.Properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true },
    })
    const statements = resources(made, 'AWS::S3::BucketPolicy')
      .filter(({ id }) => id.startsWith('ProblemPages'))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    expect(statements).toHaveLength(2)
    expect(statements).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    )
    const [allow] = statements.filter(({ Effect }: { Effect: string }) => Effect === 'Allow')
    expect(allow).toMatchObject({ Principal: { Service: 'cloudfront.amazonaws.com' }, Action: 's3:GetObject' })
    expect(JSON.stringify(allow.Condition)).toContain('AWS:SourceArn')
    expect(JSON.stringify(allow.Resource)).toContain('/problems/*')
  })

  it('leave everything else to the function, before an origin that cannot exist', () => {
    expect(codeOf(nothing)).toContain('"served":false')
    expect(nothing).toMatchObject({ ViewerProtocolPolicy: 'https-only', CachePolicyId: cachingDisabled })
    expect(upstreamOf(nothing.TargetOriginId).DomainName).toBe('nothing.invalid')
    expect(upstreamOf(nothing.TargetOriginId)).not.toHaveProperty('OriginCustomHeaders')
  })

  it('have the function grant the preflights of the origins in the setting, on the newer runtime', () => {
    for (const each of [nothing, ...behaviours])
      expect(codeOf(each)).toContain(JSON.stringify({ origins }).slice(1, -1))
    for (const { Properties } of resources(made, 'AWS::CloudFront::Function')) {
      expect(Properties.FunctionConfig.Runtime).toBe('cloudfront-js-2.0')
      expect(Properties.AutoPublish).toBe(true)
    }
  })
})

describe('behind the front door', () => {
  it.each(services)('stands the API of %s, found by its parameter, over TLS 1.2', (service) => {
    const { DomainName, CustomOriginConfig, OriginPath } = upstreamOf(service)
    const [parameter, rest, ...end] = DomainName['Fn::Join'][1]
    expect(template?.Parameters[parameter.Ref].Default).toBe(`/motcua/${service}/api-id`)
    expect([rest, ...end]).toEqual(['.execute-api.ap-southeast-1.', { Ref: 'AWS::URLSuffix' }])
    expect(CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] })
    expect(OriginPath).toBeUndefined()
  })

  it.each(services)('%s is told the origin secret, which no template has', (service) => {
    expect(upstreamOf(service).OriginCustomHeaders).toEqual([
      { HeaderName: 'x-origin-secret', HeaderValue: secretReference('AWSCURRENT') },
    ])
  })

  it('stands nothing else', () => {
    expect(upstream).toHaveLength(services.length + 2)
  })
})

describe('the origin secret', () => {
  const secretsOf = (from: typeof made) =>
    resources(from, 'AWS::Lambda::Function').flatMap(({ Properties }) => {
      const { ORIGIN_SECRET } = Properties.Environment.Variables
      return ORIGIN_SECRET === undefined ? [] : [[Properties.FunctionName, ORIGIN_SECRET]]
    })

  it('is made up by Secrets Manager: long, without a comma, kept when the stack goes', () => {
    const [secret, ...others] = resources(made, 'AWS::SecretsManager::Secret')
    expect(others).toEqual([])
    expect(secret).toMatchObject({ stack: 'motcua-platform', DeletionPolicy: 'Retain' })
    expect(secret?.Properties).toMatchObject({
      Name: 'motcua-origin-secret',
      GenerateSecretString: { ExcludePunctuation: true, PasswordLength: 48 },
    })
    expect(secret?.Properties).not.toHaveProperty('SecretString')
  })

  it('is known to the functions behind an API, and to no other', () => {
    expect(Object.fromEntries(secretsOf(made))).toEqual(
      Object.fromEntries(services.map((service) => [`motcua-${service}-api`, secretReference('AWSCURRENT')])),
    )
  })

  it('has two values while it is rotated: the services take both, the front door sends the first', () => {
    const rotating = templates(settings({ originSecret: ['AWSPENDING', 'AWSCURRENT'] }))
    for (const [, accepted] of secretsOf(rotating)) {
      expect(accepted).toBe(`${secretReference('AWSPENDING')},${secretReference('AWSCURRENT')}`)
    }
    const config = one('AWS::CloudFront::Distribution', rotating).DistributionConfig
    const sent = config.Origins.flatMap(({ OriginCustomHeaders = [] }) => OriginCustomHeaders)
    expect(new Set(sent.map(({ HeaderValue }: { HeaderValue: string }) => HeaderValue))).toEqual(
      new Set([secretReference('AWSPENDING')]),
    )
  })

  it('is not wanted in the sandbox, where nothing stands before the APIs', () => {
    expect(secretsOf(templates(sandbox()))).toEqual([])
    expect(resources(templates(sandbox()), 'AWS::SecretsManager::Secret')).toEqual([])
  })
})

describe('the connection to the front door', () => {
  it('is TLS 1.2 or newer by its own certificate, HTTP/2 and 3, IPv6', () => {
    expect(distribution).toMatchObject({
      Aliases: [given.domain],
      ViewerCertificate: {
        AcmCertificateArn: given.certificateArn,
        MinimumProtocolVersion: 'TLSv1.2_2021',
        SslSupportMethod: 'sni-only',
      },
      HttpVersion: 'http2and3',
      IPV6Enabled: true,
      Enabled: true,
    })
  })

  it('is looked through by a web ACL when the setting names one', () => {
    expect(distribution).not.toHaveProperty('WebACLId')
    const webAclArn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/motcua/1'
    const guarded = templates(settings({ webAclArn }))
    expect(one('AWS::CloudFront::Distribution', guarded).DistributionConfig.WebACLId).toBe(webAclArn)
  })
})

describe('every answer of a service', () => {
  const policies = resources(made, 'AWS::CloudFront::ResponseHeadersPolicy')
  const { CorsConfig: cors, SecurityHeadersConfig: said } = policies[0]?.Properties.ResponseHeadersPolicyConfig ?? {}

  it('goes through the one policy of headers', () => {
    expect(policies).toHaveLength(1)
    for (const each of [nothing, ...behaviours]) expect(each.ResponseHeadersPolicyId).toEqual({ Ref: policies[0]?.id })
  })

  it('can be read by the front ends of the setting, without cookies, its four headers too', () => {
    expect(cors).toEqual({
      AccessControlAllowCredentials: false,
      AccessControlAllowOrigins: { Items: origins },
      AccessControlAllowMethods: { Items: crossOrigin.methods },
      AccessControlAllowHeaders: { Items: crossOrigin.allowed },
      AccessControlExposeHeaders: { Items: ['ETag', 'Location', 'Retry-After', 'Idempotent-Replayed'] },
      AccessControlMaxAgeSec: 600,
      OriginOverride: true,
    })
  })

  it('has the security headers of the table, and for two years no plain http', () => {
    expect(said).toEqual({
      StrictTransportSecurity: {
        AccessControlMaxAgeSec: strictTransportSeconds,
        IncludeSubdomains: true,
        Override: true,
      },
      ContentSecurityPolicy: { ContentSecurityPolicy: security['content-security-policy'], Override: true },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: security['x-frame-options'], Override: true },
      ReferrerPolicy: { ReferrerPolicy: security['referrer-policy'], Override: true },
    })
  })
})

describe('the policy for browsers', () => {
  it('lets an answer load nothing, be framed by nobody and lead nowhere', () => {
    const directives = security['content-security-policy'].split('; ')
    for (const wanted of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      expect(directives).toContain(wanted)
    }
  })
})

describe('the access log', () => {
  const [log, ...others] = resources(made, 'AWS::S3::Bucket').filter(({ id }) => id.startsWith('AccessLog'))

  it('is written without cookies to the bucket of the other stack', () => {
    expect(distribution.Logging.IncludeCookies).toBe(false)
    const [{ Ref }] = distribution.Logging.Bucket['Fn::Join'][1]
    expect(template?.Parameters[Ref].Default).toBe('/motcua/front-door-data/access-log')
  })

  it('lies in a bucket that nobody can open to the public, is encrypted, and forgotten after 90 days', () => {
    expect(others).toEqual([])
    expect(log?.DeletionPolicy).toBe('Retain')
    expect(log?.Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 90, Status: 'Enabled' }] },
    })
    expect(log?.Properties.BucketEncryption).toBeDefined()
    const statements = resources(made, 'AWS::S3::BucketPolicy')
      .filter(({ id }) => id.startsWith('AccessLog'))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    expect(statements).toHaveLength(1)
    expect(statements[0]).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })
  })
})

describe('the sandbox', () => {
  it('has no front door on AWS; the local one stands for it', () => {
    expect(Object.keys(templates(sandbox())).filter((name) => name.includes('front-door'))).toEqual([])
  })
})
