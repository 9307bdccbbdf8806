import { Stack } from 'aws-cdk-lib'
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam'
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { queueName, queueNamed } from './constructs/collecting-queue.ts'
import { Consumer } from './constructs/consumer.ts'
import { FileBucket } from './constructs/file-bucket.ts'
import { scannerOf, scanResults } from './constructs/malware-scan.ts'
import { Outbox } from './constructs/outbox.ts'
import { published } from './constructs/parameters.ts'
import { ServiceApi } from './constructs/service-api.ts'
import { ServiceStack } from './constructs/service-stack.ts'
import { ServiceTable } from './constructs/service-table.ts'
import { Subscription } from './constructs/subscription.ts'
import { placed, type Settings } from './settings.ts'

/** What `attachments` remembers: the files, a record of each, and what it has still to hear. */
export class AttachmentsDataStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, placed(settings, 'what attachments remembers'))
    new ServiceTable(this, 'attachments', settings)
    new FileBucket(this, settings)
    new Subscription(this, 'attachments', 'reference', settings, ['agency.changed', 'staff.changed'])
    new Subscription(this, 'attachments', 'dossier', settings, { prefix: 'dossier.' })
    new Subscription(this, 'attachments', 'feedback', settings, { prefix: 'feedback.' })
    if (settings.scanner === 'guardduty')
      new Subscription(this, 'attachments', 'scan', settings, scanResults, scannerOf(settings))
  }
}

/** What runs of `attachments`. No function may read an unchecked file for a caller: a reader's link reaches `clean/` alone. */
export class AttachmentsStack extends ServiceStack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, 'attachments', settings)
    const bucket = Bucket.fromBucketName(this, 'Files', published(this, 'attachments-data', 'bucket'))
    const environment = { BUCKET: bucket.bucketName }

    // The API alone seals and opens the names of files.
    const api = new ServiceApi(this, { ...environment, SEALED_KEY: this.dataKey.keyArn })
    this.dataKey.grant(api.handler, 'kms:GenerateDataKey', 'kms:Decrypt')
    this.grantKeyThrough('s3', api.handler)
    grantObjects(api.handler, bucket, ['s3:PutObject'], 'incoming/*')
    grantObjects(api.handler, bucket, ['s3:GetObject'], 'clean/*')

    // A file has up to 50 MB and is read as a whole, in a function with little memory and a share of a processor.
    const scans = settings.scanner === 'guardduty'
    const checking = scans ? { ...environment, SCANNER: settings.scanner } : environment
    const onUpload = new Consumer(this, 'upload', { environment: checking, seconds: 50, batchSize: 4 })
    this.grantKeyThrough('s3', onUpload)
    grantObjects(onUpload, bucket, ['s3:GetObject', 's3:GetObjectVersion'], 'incoming/*')
    grantObjects(onUpload, bucket, ['s3:PutObject'], 'clean/*')

    if (scans) {
      const uploads = queueNamed(this, 'Uploads', queueName('attachments', 'upload'))
      const onScan = new Consumer(this, 'scan', { environment: { ...environment, UPLOAD_QUEUE: uploads.queueUrl } })
      uploads.grantSendMessages(onScan)
    }

    new Outbox(this)
    new Consumer(this, 'reference')
    new Consumer(this, 'dossier')
    new Consumer(this, 'feedback')
  }
}

function grantObjects(grantee: IGrantable, bucket: IBucket, actions: string[], keys: string): void {
  Grant.addToPrincipal({ grantee, actions, resourceArns: [bucket.arnForObjects(keys)] })
}
