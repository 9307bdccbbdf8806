import { Stack } from 'aws-cdk-lib'
import { type ITableV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events'
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam'
import { type IKey, Key } from 'aws-cdk-lib/aws-kms'
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import { placed, type Settings } from '../settings.ts'
import { published } from './parameters.ts'

/** The stack of a service that runs: it finds its own table and the platform by name and by parameter. */
export class ServiceStack extends Stack {
  readonly service: string
  readonly settings: Settings
  readonly table: ITableV2
  readonly bus: IEventBus
  readonly dataKey: IKey
  readonly alarmTopic: ITopic

  constructor(scope: Construct, id: string, service: string, settings: Settings) {
    super(scope, id, placed(settings, `functions, API and alarms of ${service}`))
    this.service = service
    this.settings = settings
    this.dataKey = Key.fromKeyArn(this, 'DataKey', published(this, 'platform', 'data-key'))
    this.bus = EventBus.fromEventBusName(this, 'Bus', 'motcua')
    this.table = TableV2.fromTableAttributes(this, 'Table', {
      tableArn: this.formatArn({ service: 'dynamodb', resource: 'table', resourceName: `motcua-${service}` }),
      tableStreamArn: published(this, `${service}-data`, 'stream'),
      grantIndexPermissions: true,
    })
    const topicArn = this.formatArn({ service: 'sns', resource: 'motcua-alarms' })
    this.alarmTopic = Topic.fromTopicArn(this, 'AlarmTopic', topicArn)
  }

  /** Lets a function read and write items of the service's own table; nothing may scan it. */
  grantItems(to: IGrantable): void {
    this.table.grant(
      to,
      'dynamodb:GetItem',
      'dynamodb:BatchGetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'dynamodb:ConditionCheckItem',
    )
    this.grantKeyThrough('dynamodb', to)
  }

  /** Lets a function use the data key inside a store's own calls, and in no call of its own: it opens no sealed item by that. */
  grantKeyThrough(store: 'dynamodb' | 's3', grantee: IGrantable): void {
    Grant.addToPrincipal({
      grantee,
      actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      resourceArns: [this.dataKey.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `${store}.${this.region}.amazonaws.com` } },
    })
  }
}
