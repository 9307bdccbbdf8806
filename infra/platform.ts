import { ArnFormat, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms'
import { Topic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import { publish } from './constructs/parameters.ts'
import { SignIn } from './constructs/sign-in.ts'
import { createOriginSecret } from './front-door/origin-secret.ts'
import { isSandbox, placed, type Settings } from './settings.ts'

/** What every service stands on: the bus, sign-in, the keys and the topic that alarms ring. */
export class PlatformStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, placed(settings, 'bus, sign-in, keys, alarm topic'))
    const removalPolicy = isSandbox(settings) ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN

    new EventBus(this, 'Bus', { eventBusName: 'motcua', description: 'Everything that the services tell one another' })

    const dataKey = new Key(this, 'DataKey', {
      description: 'Motcua: tables, files and sealed applicants',
      enableKeyRotation: true,
      removalPolicy,
    })
    publish(this, 'platform', 'data-key', dataKey.keyArn)

    const lookupKey = new Key(this, 'LookupKey', {
      description: 'Motcua: look-up of sealed values by their HMAC',
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy,
    })
    publish(this, 'platform', 'lookup-key', lookupKey.keyArn)

    const contactKey = new Key(this, 'ContactKey', {
      description: 'Motcua: addresses of applicants on their way to notifications',
      enableKeyRotation: true,
      removalPolicy,
    })
    publish(this, 'platform', 'contact-key', contactKey.keyArn)

    if (!isSandbox(settings)) createOriginSecret(this)

    this.alarmTopic(settings)

    const signIn = new SignIn(this, 'SignIn', settings)
    publish(this, 'platform', 'user-pool-id', signIn.userPoolId)
    publish(this, 'platform', 'client-ids', signIn.clientIds.join(','))
    new CfnOutput(this, 'UserPoolId', { value: signIn.userPoolId })
    new CfnOutput(this, 'UserPoolClientId', { value: signIn.clientIds[0] ?? '' })
    for (const [name, clientId] of Object.entries(signIn.machineClients)) {
      new CfnOutput(this, `MachineClientId${name.replaceAll('-', '')}`, { value: clientId })
    }
  }

  /** Where alarms ring. A topic with a policy of its own has lost the one by which whatever is in the account may publish. */
  private alarmTopic(settings: Settings): void {
    const topic = new Topic(this, 'Alarms', { topicName: 'motcua-alarms', enforceSSL: !isSandbox(settings) })
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': this.account },
          ArnLike: {
            'aws:SourceArn': this.formatArn({
              service: 'cloudwatch',
              resource: 'alarm',
              resourceName: '*',
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    )
  }
}
