import { Stack } from 'aws-cdk-lib'
import { type ITableV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events'
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam'
import { type IKey, Key } from 'aws-cdk-lib/aws-kms'
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import { placed, type Settings } from '../settings.ts'
import { published } from './parameters.ts'

/** What a store asks the data key in the name of its caller. */
const asked = {
  dynamodb: [
    'kms:Decrypt',
    'kms:Encrypt',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
    'kms:GenerateDataKey',
    'kms:GenerateDataKeyWithoutPlaintext',
    'kms:DescribeKey',
  ],
  s3: ['kms:Decrypt', 'kms:GenerateDataKey'],
}

/** The stack of a service that runs: it finds its own table and the platform by name and by parameter. */
export class ServiceStack extends Stack {
  readonly service: string
  readonly settings: Settings
  readonly table: ITableV2
  readonly bus: IEventBus
  readonly dataKey: IKey
  readonly alarmTopic: ITopic
  private readonly indexes: string[]

  /** `indexes` are those of the service's table that its functions may query. */
  constructor(scope: Construct, id: string, service: string, settings: Settings, indexes: string[] = []) {
    super(scope, id, placed(settings, `functions, API and alarms of ${service}`))
    this.service = service
    this.settings = settings
    this.indexes = indexes
    this.dataKey = Key.fromKeyArn(this, 'DataKey', published(this, 'platform', 'data-key'))
    this.bus = EventBus.fromEventBusName(this, 'Bus', 'motcua')
    this.table = TableV2.fromTableAttributes(this, 'Table', {
      tableArn: this.formatArn({ service: 'dynamodb', resource: 'table', resourceName: `motcua-${service}` }),
      tableStreamArn: published(this, `${service}-data`, 'stream'),
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
    if (this.indexes.length > 0) {
      const resourceArns = this.indexes.map((name) => `${this.table.tableArn}/index/${name}`)
      Grant.addToPrincipal({ grantee: to, actions: ['dynamodb:Query'], resourceArns })
    }
    this.grantKeyThrough('dynamodb', to)
  }

  /** Lets a function use the data key inside a store's own calls, and in no call of its own: it opens no sealed item by that. */
  grantKeyThrough(store: 'dynamodb' | 's3', grantee: IGrantable): void {
    Grant.addToPrincipal({
      grantee,
      actions: asked[store],
      resourceArns: [this.dataKey.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `${store}.${this.region}.amazonaws.com` } },
    })
  }
}
