import { Stack } from 'aws-cdk-lib'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import { CollectingQueue, queueName, queueNamed } from './constructs/collecting-queue.ts'
import { Consumer } from './constructs/consumer.ts'
import { Outbox } from './constructs/outbox.ts'
import { published } from './constructs/parameters.ts'
import { ServiceApi } from './constructs/service-api.ts'
import { ServiceStack } from './constructs/service-stack.ts'
import { index, ServiceTable } from './constructs/service-table.ts'
import { Subscription } from './constructs/subscription.ts'
import { isSandbox, placed, type Settings } from './settings.ts'

/** What a row of a list of dossiers shows, beside the keys of its index. */
const shown = ['status', 'procedure', 'receivingPoint', 'channel', 'assignee', 'endedAt', 'pausedAt', 'version']

/** What somebody must look at, in the lists of those who work; only few rows have it. */
const forTheDesk = [...shown, 'tasks']

/** The service's own queue: agencies whose deadlines must be counted anew. */
const replan = queueName('dossiers', 'replan')

/** What `dossiers` remembers: dossiers with journals and sealed applicants, and its copies of reference data. */
export class DossiersDataStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, placed(settings, 'what dossiers remembers'))
    new ServiceTable(this, 'dossiers', settings, [
      index('inbox', 'inbox', 'inboxDueAt', forTheDesk),
      index('mine', 'assigneeId', 'inboxDueAt', forTheDesk),
      index('own', 'owner', 'submittedAt', [...shown, 'dueAt']),
    ])
    new Subscription(this, 'dossiers', 'reference', settings, [
      'agency.changed',
      'staff.changed',
      'procedure.published',
      'procedure.retired',
      'calendar.published',
    ])
    new Subscription(this, 'dossiers', 'attachment', settings, [
      'attachment.verified',
      'attachment.rejected',
      'attachment.claimed',
    ])
    new Subscription(this, 'dossiers', 'notification', settings, ['notification.failed'])
    new CollectingQueue(this, 'Replan', replan, settings)
  }
}

/** What runs of `dossiers`. */
export class DossiersStack extends ServiceStack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, 'dossiers', settings, ['inbox', 'mine', 'own'])
    const lookupKey = Key.fromKeyArn(this, 'LookupKey', published(this, 'platform', 'lookup-key'))
    const contactKey = Key.fromKeyArn(this, 'ContactKey', published(this, 'platform', 'contact-key'))
    const api = new ServiceApi(this, {
      SEALED_KEY: this.dataKey.keyArn,
      LOOKUP_KEY: lookupKey.keyArn,
      CONTACT_KEY: contactKey.keyArn,
      LOOKUPS_PER_ADDRESS: String(settings.lookupsPerAddress),
    })
    this.dataKey.grant(api.handler, 'kms:GenerateDataKey', 'kms:Decrypt')
    lookupKey.grant(api.handler, 'kms:GenerateMac')
    // Who files addresses never reads one back by this key: only notifications opens them.
    contactKey.grant(api.handler, 'kms:Encrypt')
    new Outbox(this)
    const queue = queueNamed(this, 'Replan', replan)
    const planning = { REPLAN_QUEUE: queue.queueUrl }
    // Here no request lasts longer than what an API remembers of the old calendar.
    const after = isSandbox(settings) ? { REPLAN_AFTER: '12' } : undefined
    const reference = new Consumer(this, 'reference', { environment: { ...planning, ...after } })
    // One message is a page of dossiers, each with a transaction of its own.
    const planner = new Consumer(this, 'replan', { environment: planning, seconds: 50, batchSize: 1 })
    queue.grantSendMessages(reference)
    queue.grantSendMessages(planner)
    new Consumer(this, 'attachment')
    new Consumer(this, 'notification')
  }
}
