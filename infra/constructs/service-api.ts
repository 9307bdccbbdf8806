import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import { HttpApi, HttpStage, LogGroupLogDestination, PayloadFormatVersion } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { originSecretEnvironment } from '../front-door/origin-secret.ts'
import { isSandbox } from '../settings.ts'
import { publish } from './parameters.ts'
import { RunbookAlarm } from './runbook-alarm.ts'
import { ServiceFunction } from './service-function.ts'
import type { ServiceStack } from './service-stack.ts'

/** No path, no address, no agent: a path holds a dossier's code, and the function's own line has what is needed. */
const accessLine = JSON.stringify({
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  method: '$context.httpMethod',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  error: '$context.integrationErrorMessage',
})

/** The HTTP API of a service: every request goes to its one function, which knows routes, tokens and preflights. */
export class ServiceApi extends Construct {
  readonly handler: ServiceFunction

  constructor(stack: ServiceStack, environment: Record<string, string> = {}) {
    super(stack, 'Api')
    const sandbox = isSandbox(stack.settings)
    this.handler = new ServiceFunction(stack, 'api', {
      environment: { ...environment, ...originSecretEnvironment(stack.settings) },
    })
    stack.grantItems(this.handler)
    const integration = new HttpLambdaIntegration('Integration', this.handler, {
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
    })
    const api = new HttpApi(this, 'Http', {
      apiName: `motcua-${stack.service}`,
      defaultIntegration: integration,
      createDefaultStage: false,
    })
    const logGroup = new LogGroup(this, 'AccessLog', {
      retention: sandbox ? RetentionDays.ONE_WEEK : RetentionDays.SIX_MONTHS,
      removalPolicy: sandbox ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    })
    new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      // What anybody may read has this limit alone: a counter for each address would cost more than the reading it counts.
      // Public routes that write or guess have a budget for each address besides (shared/dynamodb/budget.ts).
      throttle: { rateLimit: 500, burstLimit: 1000 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(accessLine),
      },
    })
    new RunbookAlarm(this, 'Errors', stack, {
      runbook: 'api-errors',
      says: `The API of ${stack.service} answers with 5xx.`,
      metric: api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 5,
    })
    publish(stack, stack.service, 'api-id', api.apiId)
    new CfnOutput(stack, 'ApiId', { value: api.apiId })
  }
}
