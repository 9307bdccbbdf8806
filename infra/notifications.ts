import { Stack } from 'aws-cdk-lib'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import { Consumer } from './constructs/consumer.ts'
import { LoggedAlarm } from './constructs/logged-alarm.ts'
import { configurationSet, grantSending, Mail, outcomes, outcomesFrom } from './constructs/mail.ts'
import { Outbox } from './constructs/outbox.ts'
import { published } from './constructs/parameters.ts'
import { ServiceApi } from './constructs/service-api.ts'
import type { ServiceFunction } from './constructs/service-function.ts'
import { ServiceStack } from './constructs/service-stack.ts'
import { ServiceTable } from './constructs/service-table.ts'
import { Subscription } from './constructs/subscription.ts'
import { Sweep, SweepDeadLetters } from './constructs/sweep.ts'
import { isSandbox, placed, type Settings } from './settings.ts'

/** What `notifications` remembers: messages and what became of them, bad addresses; and by whose name it sends. */
export class NotificationsDataStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, placed(settings, 'what notifications remembers, and the domain that mails come from'))
    new ServiceTable(this, 'notifications', settings)
    new Subscription(this, 'notifications', 'reference', settings, ['agency.changed', 'staff.changed'])
    new Subscription(this, 'notifications', 'dossier', settings, { prefix: 'dossier.' })
    new Subscription(this, 'notifications', 'feedback', settings, { prefix: 'feedback.' })
    new Subscription(this, 'notifications', 'reminder', settings, ['reminder.due', 'deadline.missed'])
    new Subscription(this, 'notifications', 'webhook', settings, ['webhook.disabled'])
    new Subscription(this, 'notifications', 'provider', settings, outcomes, outcomesFrom(settings))
    new SweepDeadLetters(this, 'notifications', settings)
    new Mail(this, settings)
  }
}

/** What runs of `notifications`. */
export class NotificationsStack extends ServiceStack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, 'notifications', settings)
    const lookupKey = Key.fromKeyArn(this, 'LookupKey', published(this, 'platform', 'lookup-key'))
    const contactKey = Key.fromKeyArn(this, 'ContactKey', published(this, 'platform', 'contact-key'))
    const marking = { LOOKUP_KEY: lookupKey.keyArn }
    const sending = {
      ...marking,
      CONTACT_KEY: contactKey.keyArn,
      MAIL_FROM: settings.mailFrom,
      CONFIGURATION_SET: configurationSet,
      PAGES: settings.pages,
      ...(isSandbox(settings) && settings.smsOutbox !== undefined ? { SMS_OUTBOX: settings.smsOutbox } : {}),
    }
    new ServiceApi(this)
    new Outbox(this)
    new Consumer(this, 'reference')
    const provider = new Consumer(this, 'provider', { environment: marking })
    // A few at once: SES takes 14 mails a second of a new account, and what it refuses waits for a minute.
    const steadily = { environment: sending, seconds: 50, atOnce: 5 }
    const senders: ServiceFunction[] = [
      ...['dossier', 'feedback', 'reminder', 'webhook'].map((name) => new Consumer(this, name, steadily)),
      new Sweep(this, { environment: sending }),
    ]
    // An address that bounced is known by its keyed hash alone.
    for (const each of [...senders, provider]) lookupKey.grant(each, 'kms:GenerateMac')
    for (const each of senders) {
      contactKey.grant(each, 'kms:Decrypt')
      grantSending(each, this, settings)
    }
    this.watch(senders)
  }

  private watch(functions: ServiceFunction[]): void {
    new LoggedAlarm(this, {
      functions,
      field: 'unaddressed',
      runbook: 'unaddressed',
      says: 'A reminder did not find the one it was meant for: no officer, or no leader.',
    })
    new LoggedAlarm(this, {
      functions,
      field: 'failedFinally',
      runbook: 'mail',
      says: 'A message was given up for a fault that is ours or the provider’s.',
    })
  }
}
