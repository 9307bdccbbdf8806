import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Consumer } from './constructs/consumer.ts'
import { Outbox } from './constructs/outbox.ts'
import { ServiceApi } from './constructs/service-api.ts'
import { ServiceStack } from './constructs/service-stack.ts'
import { ServiceTable } from './constructs/service-table.ts'
import { Subscription } from './constructs/subscription.ts'
import { Sweep, SweepDeadLetters } from './constructs/sweep.ts'
import { placed, type Settings } from './settings.ts'

/** What `reminders` remembers: a deadline of each dossier and each feedback, what is due when, calendar feeds. */
export class RemindersDataStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, placed(settings, 'what reminders remembers'))
    new ServiceTable(this, 'reminders', settings)
    new Subscription(this, 'reminders', 'reference', settings, [
      'agency.changed',
      'staff.changed',
      'calendar.published',
    ])
    new Subscription(this, 'reminders', 'dossier', settings, { prefix: 'dossier.' })
    new Subscription(this, 'reminders', 'feedback', settings, { prefix: 'feedback.' })
    new SweepDeadLetters(this, 'reminders', settings)
  }
}

/** What runs of `reminders`. */
export class RemindersStack extends ServiceStack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, 'reminders', settings)
    const environment = { PAGES: settings.pages }
    new ServiceApi(this, environment)
    new Outbox(this)
    new Consumer(this, 'reference')
    new Consumer(this, 'dossier')
    new Consumer(this, 'feedback')
    new Sweep(this)
  }
}
