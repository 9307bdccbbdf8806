import { Aws, Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3'
import type { CfnQueuePolicy, Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { isSandbox, type Settings } from '../settings.ts'
import { CollectingQueue, type Holding, queueName } from './collecting-queue.ts'
import { MalwareScan } from './malware-scan.ts'
import { publish, published } from './parameters.ts'

/** The files: what arrives under `incoming/` is announced to the queue `upload`; what was checked lies under `clean/`. */
export class FileBucket extends Construct {
  constructor(stack: Stack, settings: Settings) {
    super(stack, 'Files')
    const sandbox = isSandbox(settings)
    // A name that is known beforehand: the queue's policy names the bucket, and the bucket wants the policy first.
    const bucketName = `motcua-attachments-${Aws.ACCOUNT_ID}-${Aws.REGION}`
    const bucket = new Bucket(this, 'Bucket', {
      bucketName,
      versioned: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: Key.fromKeyArn(this, 'Key', published(stack, 'platform', 'data-key')),
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // The local AWS speaks http alone.
      enforceSSL: !sandbox,
      cors: [
        {
          allowedMethods: [HttpMethods.PUT],
          allowedOrigins: sandbox ? ['*'] : settings.origins,
          allowedHeaders: ['content-type', 'if-none-match', 'x-amz-checksum-sha256'],
          maxAge: Duration.hours(1).toSeconds(),
        },
      ],
      lifecycleRules: [
        {
          id: 'unchecked',
          prefix: 'incoming/',
          // Longer than a notice can wait in the queue and then in its dead letters: 14 days each.
          expiration: Duration.days(30),
          noncurrentVersionExpiration: Duration.days(30),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
        { id: 'replaced', prefix: 'clean/', noncurrentVersionExpiration: Duration.days(30) },
        { id: 'markers', expiredObjectDeleteMarker: true },
      ],
      removalPolicy: sandbox ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    })
    const scans = settings.scanner === 'guardduty'
    const { queue } = new CollectingQueue(
      this,
      'Upload',
      queueName('attachments', 'upload'),
      settings,
      waiting(settings),
    )
    announce(bucket, bucketName, queue, scans)
    // The local AWS knows no plans; a stand-in scans there.
    if (scans && !sandbox) new MalwareScan(stack, bucket)
    publish(stack, 'attachments-data', 'bucket', bucket.bucketName)
  }
}

/**
 * Where files are scanned, what S3 says of one waits for the scanner: half a minute at first, then a quarter of an hour in
 * tries of a minute. After that it lies among the dead letters, and an alarm rings.
 */
function waiting(settings: Settings): Holding {
  if (settings.scanner !== 'guardduty') return {}
  return { tries: 15, delay: Duration.seconds(isSandbox(settings) ? 2 : 30) }
}

/** Has the bucket tell the queue of every upload; natively, because the library's way needs a function of its own. */
function announce(bucket: Bucket, bucketName: string, queue: Queue, scans: boolean): void {
  queue.grantSendMessages(
    new ServicePrincipal('s3.amazonaws.com', {
      conditions: {
        ArnEquals: { 'aws:SourceArn': `arn:${Aws.PARTITION}:s3:::${bucketName}` },
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      },
    }),
  )
  const resource = bucket.node.defaultChild as CfnBucket
  resource.notificationConfiguration = {
    // GuardDuty hears of an object by the account's own bus.
    ...(scans ? { eventBridgeConfiguration: { eventBridgeEnabled: true } } : {}),
    queueConfigurations: [
      {
        event: 's3:ObjectCreated:*',
        queue: queue.queueArn,
        filter: { s3Key: { rules: [{ name: 'prefix', value: 'incoming/' }] } },
      },
    ],
  }
  // S3 tries the queue when it takes the setting, and refuses it without the policy.
  resource.addResourceDependency(queue.node.findChild('Policy').node.defaultChild as CfnQueuePolicy)
}
