import { describe, expect, it } from 'vitest'
import { prefixes, serviceOf } from '../../infra/prefixes.ts'
import { resources, settings, templates } from './synthesized.ts'

const made = templates(settings())
const services = [
  'agencies',
  'procedures',
  'dossiers',
  'attachments',
  'reminders',
  'notifications',
  'feedback',
  'integrations',
]

describe('the path prefixes', () => {
  it('lead to every service that has an API', () => {
    expect(resources(made, 'AWS::ApiGatewayV2::Api').map(({ Properties }) => Properties.Name)).toEqual(
      services.map((service) => `motcua-${service}`),
    )
    expect(new Set(prefixes.map(({ service }) => service))).toEqual(new Set(services))
  })

  it('take a whole segment', () => {
    expect(serviceOf('/v1/dossiers')).toBe('dossiers')
    expect(serviceOf('/v1/dossiers/H26.125-261124-0001/complete')).toBe('dossiers')
    expect(serviceOf('/v1/dossiersX')).toBeUndefined()
    expect(serviceOf('/v1/feedback-lookups')).toBe('feedback')
    expect(serviceOf('/v1/feedback-other')).toBeUndefined()
    expect(serviceOf('/v1')).toBeUndefined()
  })
})

describe.each(services)('the API of %s', (service) => {
  const own = (type: string) => resources(made, type).filter(({ stack }) => stack === `motcua-${service}`)

  it('sends everything to its one function, without an authorizer', () => {
    expect(
      own('AWS::ApiGatewayV2::Route').map(({ Properties }) => [Properties.RouteKey, Properties.AuthorizationType]),
    ).toEqual([['$default', 'NONE']])
    expect(own('AWS::ApiGatewayV2::Authorizer')).toEqual([])
    const [integration] = own('AWS::ApiGatewayV2::Integration')
    expect(integration?.Properties.PayloadFormatVersion).toBe('2.0')
    const handler = made[`motcua-${service}`]?.Resources[integration?.Properties.IntegrationUri['Fn::GetAtt'][0]]
    expect(handler.Properties.FunctionName).toBe(`motcua-${service}-api`)
  })

  it('is throttled and keeps an access log without paths or addresses', () => {
    const [stage] = own('AWS::ApiGatewayV2::Stage')
    expect(stage?.Properties.DefaultRouteSettings).toEqual({ ThrottlingBurstLimit: 1000, ThrottlingRateLimit: 500 })
    expect(stage?.Properties.AccessLogSettings.Format).toContain('$context.requestId')
    expect(stage?.Properties.AccessLogSettings.Format).not.toMatch(/\.path|sourceIp|userAgent|authorizer/)
  })

  it('says its id', () => {
    expect(Object.keys(made[`motcua-${service}`]?.Outputs)).toEqual(['ApiId'])
  })
})
