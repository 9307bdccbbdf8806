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

/** What a row of a list of feedback shows, beside the keys of its index: no text, nobody's name. */
const shown = ['id', 'kind', 'channel', 'status', 'receivedAt', 'assignee', 'tasks', 'version']

/** The ends of dossiers, after which the desk may be rated. */
const ends = ['dossier.refused', 'dossier.withdrawn', 'dossier.stopped', 'dossier.completed', 'dossier.returned']

/** The service's own queue: agencies whose deadlines must be counted anew. */
const replan = queueName('feedback', 'replan')

/** What `feedback` remembers: feedback with journals and sealed authors, ratings, and its copies of reference data. */
export class FeedbackDataStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, placed(settings, 'what feedback remembers'))
    new ServiceTable(this, 'feedback', settings, [
      index('inbox', 'inbox', 'dueAt', shown),
      index('mine', 'assigneeId', 'dueAt', shown),
      index('published', 'published', 'publishedAt', ['id', 'kind', 'content', 'answer']),
    ])
    const reference = ['agency.changed', 'staff.changed', 'calendar.published']
    new Subscription(this, 'feedback', 'reference', settings, reference)
    new Subscription(this, 'feedback', 'dossier', settings, ends)
    new Subscription(this, 'feedback', 'attachment', settings, ['attachment.rejected'])
    new CollectingQueue(this, 'Replan', replan, settings)
  }
}

/** What runs of `feedback`. The API alone knows who wrote what: no consumer has a right to the keys. */
export class FeedbackStack extends ServiceStack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, 'feedback', settings, ['inbox', 'mine', 'published'])
    const lookupKey = Key.fromKeyArn(this, 'LookupKey', published(this, 'platform', 'lookup-key'))
    const contactKey = Key.fromKeyArn(this, 'ContactKey', published(this, 'platform', 'contact-key'))
    const api = new ServiceApi(this, {
      SEALED_KEY: this.dataKey.keyArn,
      LOOKUP_KEY: lookupKey.keyArn,
      CONTACT_KEY: contactKey.keyArn,
      LOOKUPS_PER_ADDRESS: String(settings.lookupsPerAddress),
      FEEDBACK_PER_ADDRESS: String(settings.feedbackPerAddress),
      REOPEN_HOURS: String(settings.feedbackReopenHours),
      ...(settings.feedbackAgency === undefined ? {} : { FEEDBACK_AGENCY: settings.feedbackAgency }),
    })
    this.dataKey.grant(api.handler, 'kms:GenerateDataKey', 'kms:Decrypt')
    lookupKey.grant(api.handler, 'kms:GenerateMac')
    // Who takes an address never reads one back by this key: only notifications opens them.
    contactKey.grant(api.handler, 'kms:Encrypt')
    new Outbox(this)
    new Consumer(this, 'dossier')
    new Consumer(this, 'attachment')
    this.planAnew(settings)
  }

  /** Deadlines are counted anew when a calendar or an agency changed, a page of an agency's feedback at a time. */
  private planAnew(settings: Settings): void {
    const queue = queueNamed(this, 'Replan', replan)
    const planning = { REPLAN_QUEUE: queue.queueUrl }
    // Here no request lasts longer than what an API remembers of the old calendar.
    const after = isSandbox(settings) ? { REPLAN_AFTER: '12' } : undefined
    const reference = new Consumer(this, 'reference', { environment: { ...planning, ...after } })
    // One message is a page of feedback, each with a transaction of its own.
    const planner = new Consumer(this, 'replan', { environment: planning, seconds: 50, batchSize: 1 })
    queue.grantSendMessages(reference)
    queue.grantSendMessages(planner)
  }
}
