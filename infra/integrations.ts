import { Stack } from 'aws-cdk-lib'
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { CollectingQueue, queueName, queueNamed } from './constructs/collecting-queue.ts'
import { Consumer } from './constructs/consumer.ts'
import { LoggedAlarm } from './constructs/logged-alarm.ts'
import { Outbox } from './constructs/outbox.ts'
import { ServiceApi } from './constructs/service-api.ts'
import { ServiceStack } from './constructs/service-stack.ts'
import { ServiceTable } from './constructs/service-table.ts'
import { Subscription } from './constructs/subscription.ts'
import { Sweep, SweepDeadLetters } from './constructs/sweep.ts'
import { isSandbox, placed, type Settings } from './settings.ts'

/** The service's own queue: webhooks that have something to deliver. */
const deliver = queueName('integrations', 'deliver')

/** A worker waits for receivers for almost a minute; its message may show again only when it is dead, in every stage. */
const patient = true

/** What `integrations` remembers: the ordered feed of each agency, webhooks and how far each of them is. */
export class IntegrationsDataStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, placed(settings, 'what integrations remembers'))
    new ServiceTable(this, 'integrations', settings)
    new Subscription(this, 'integrations', 'reference', settings, ['agency.changed', 'staff.changed'])
    new Subscription(this, 'integrations', 'event', settings, { prefix: ['dossier.', 'feedback.'] })
    new CollectingQueue(this, 'Deliver', deliver, settings, { patient })
    new SweepDeadLetters(this, 'integrations', settings)
  }
}

/** What runs of `integrations`. */
export class IntegrationsStack extends ServiceStack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, 'integrations', settings)
    const queue = queueNamed(this, 'Deliver', deliver)
    const waking = { DELIVER_QUEUE: queue.queueUrl }
    // The sandbox has receivers on this machine; elsewhere such an address would be a way into what is behind the wall.
    const loopback = isSandbox(settings) ? { WEBHOOKS_LOOPBACK: '1' } : undefined
    const telling = { ...waking, ...loopback, SEALED_KEY: this.dataKey.keyArn }

    const { handler: api } = new ServiceApi(this, telling)
    new Outbox(this)
    new Consumer(this, 'reference')
    // Two at once, the fewest that SQS knows: those of one agency take its numbers in turn, and with five of them a busy
    // desk's events came eight times later into the feed. A nation's desks are many: raise it when the queue's age says so.
    const order = new Consumer(this, 'event', { environment: waking, atOnce: 2 })
    // One message is one webhook, so that a receiver which keeps us waiting is waited for by one worker alone.
    const worker = { environment: telling, seconds: 50, batchSize: 1, atOnce: 10, patient }
    const deliverer = new Consumer(this, 'deliver', worker)
    const sweep = new Sweep(this, { environment: waking })

    for (const each of [api, order, deliverer, sweep]) queue.grantSendMessages(each)
    this.grantSecrets(api, ['kms:Encrypt', 'kms:Decrypt'])
    this.grantSecrets(deliverer, ['kms:Decrypt'])
    new LoggedAlarm(this, {
      functions: [sweep],
      field: 'heldBack',
      runbook: 'feed-held-back',
      says: 'An event waits for more than ten minutes for the one before it.',
    })
  }

  /** Lets a function use the data key for secrets of webhooks, and for nothing else that is sealed under it. */
  private grantSecrets(grantee: IGrantable, actions: string[]): void {
    Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: [this.dataKey.keyArn],
      conditions: { StringLike: { 'kms:EncryptionContext:webhook': '?*' } },
    })
  }
}
