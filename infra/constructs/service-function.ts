import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { isSandbox } from '../settings.ts'
import { identity } from './identity.ts'
import { RunbookAlarm } from './runbook-alarm.ts'
import type { ServiceStack } from './service-stack.ts'

interface ServiceFunctionOptions {
  /** More environment, beside what every function has. */
  environment?: Record<string, string>
  /** Ten seconds unless told. */
  timeout?: Duration
}

/** One function of a service, `motcua-<service>-<entry>`, from the bundle `<service>-<entry>`; its role begins with its log alone. */
export class ServiceFunction extends LambdaFunction {
  constructor(stack: ServiceStack, entry: string, options: ServiceFunctionOptions = {}) {
    const { service, settings } = stack
    const bundle = `${service}-${entry}`
    const sandbox = isSandbox(settings)
    // A name of its own would stand in the way when the stack is destroyed and brought back while the log is kept.
    const logGroup = new LogGroup(stack, `${entry}-log`, {
      retention: sandbox ? RetentionDays.ONE_WEEK : RetentionDays.SIX_MONTHS,
      removalPolicy: sandbox ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    })
    // The policy of AWS that a function has by default writes to every log of the account.
    const role = new Role(stack, `${entry}-role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    logGroup.grantWrite(role)
    super(stack, entry, {
      role,
      functionName: `motcua-${bundle}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: options.timeout ?? Duration.seconds(10),
      code: settings.code(bundle),
      handler: 'index.handler',
      logGroup,
      environment: {
        STAGE: settings.stage,
        TABLE: `motcua-${service}`,
        BUS: 'motcua',
        ...identity(stack, settings),
        ...(sandbox && settings.clockFile !== undefined ? { CLOCK_FILE: settings.clockFile } : {}),
        ...options.environment,
      },
    })
    new RunbookAlarm(this, 'Errors', stack, {
      runbook: 'function-errors',
      says: `${bundle} fails again and again.`,
      metric: this.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 5,
    })
  }
}
