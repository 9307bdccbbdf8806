import { Stack } from 'aws-cdk-lib'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import { Consumer } from './constructs/consumer.ts'
import { Outbox } from './constructs/outbox.ts'
import { published } from './constructs/parameters.ts'
import { ServiceApi } from './constructs/service-api.ts'
import { ServiceStack } from './constructs/service-stack.ts'
import { index, ServiceTable } from './constructs/service-table.ts'
import { Subscription } from './constructs/subscription.ts'
import { placed, type Settings } from './settings.ts'

/** What a row of a list of dossiers shows, beside the keys of its index. */
const shown = ['status', 'procedure', 'receivingPoint', 'channel', 'assignee', 'endedAt', 'pausedAt', 'version']

/** What `dossiers` remembers: dossiers with journals and sealed applicants, and its copies of reference data. */
export class DossiersDataStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, placed(settings, 'what dossiers remembers'))
    new ServiceTable(this, 'dossiers', settings, [
      index('inbox', 'inbox', 'inboxDueAt', shown),
      index('mine', 'assigneeId', 'inboxDueAt', shown),
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
  }
}

/** What runs of `dossiers`. */
export class DossiersStack extends ServiceStack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, 'dossiers', settings)
    const lookupKey = Key.fromKeyArn(this, 'LookupKey', published(this, 'platform', 'lookup-key'))
    const api = new ServiceApi(this, {
      SEALED_KEY: this.dataKey.keyArn,
      LOOKUP_KEY: lookupKey.keyArn,
      LOOKUPS_PER_ADDRESS: String(settings.lookupsPerAddress),
    })
    this.dataKey.grant(api.handler, 'kms:GenerateDataKey', 'kms:Decrypt')
    lookupKey.grant(api.handler, 'kms:GenerateMac')
    new Outbox(this)
    new Consumer(this, 'reference')
    new Consumer(this, 'attachment')
  }
}
