import { RemovalPolicy, type Stack } from 'aws-cdk-lib'
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb'
import { Key } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { isSandbox, type Settings } from '../settings.ts'
import { DeadLetters, queueName } from './collecting-queue.ts'
import { publish, published } from './parameters.ts'

/** The one table of a service, `motcua-<service>`: string keys `pk` and `sk`, a stream of new items, TTL in `expiresAt`. */
export class ServiceTable extends Construct {
  constructor(stack: Stack, service: string, settings: Settings, indexes: GlobalSecondaryIndexPropsV2[] = []) {
    super(stack, 'Table')
    const sandbox = isSandbox(settings)
    const key = Key.fromKeyArn(this, 'Key', published(stack, 'platform', 'data-key'))
    const table = new TableV2(this, 'Table', {
      tableName: `motcua-${service}`,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      globalSecondaryIndexes: indexes,
      billing: Billing.onDemand(),
      dynamoStream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'expiresAt',
      encryption: TableEncryptionV2.customerManagedKey(key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: !sandbox,
      removalPolicy: sandbox ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    })
    // Journal entries that the outbox could not publish; `Outbox`, in the stack that runs, fills it.
    new DeadLetters(this, 'JournalDeadLetters', queueName(service, 'journal'), settings)
    publish(stack, `${service}-data`, 'stream', table.tableStreamArn ?? '')
  }
}

/** A sparse index over two string attributes that carries exactly what its list shows. */
export function index(
  indexName: string,
  pk: string,
  sk: string,
  nonKeyAttributes: string[],
): GlobalSecondaryIndexPropsV2 {
  return {
    indexName,
    partitionKey: { name: pk, type: AttributeType.STRING },
    sortKey: { name: sk, type: AttributeType.STRING },
    projectionType: ProjectionType.INCLUDE,
    nonKeyAttributes,
  }
}
