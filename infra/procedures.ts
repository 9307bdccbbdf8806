import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Consumer } from './constructs/consumer.ts'
import { Outbox } from './constructs/outbox.ts'
import { ServiceApi } from './constructs/service-api.ts'
import { ServiceStack } from './constructs/service-stack.ts'
import { index, ServiceTable } from './constructs/service-table.ts'
import { Subscription } from './constructs/subscription.ts'
import { placed, type Settings } from './settings.ts'

/** What `procedures` remembers: versions of procedures and calendars, and who may publish them. */
export class ProceduresDataStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, placed(settings, 'what procedures remembers'))
    new ServiceTable(this, 'procedures', settings, [index('catalogue', 'catalogue', 'code', ['summary'])])
    new Subscription(this, 'procedures', 'reference', settings, ['staff.changed'])
  }
}

/** What runs of `procedures`. */
export class ProceduresStack extends ServiceStack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, 'procedures', settings, ['catalogue'])
    new ServiceApi(this)
    new Outbox(this)
    new Consumer(this, 'reference')
  }
}
