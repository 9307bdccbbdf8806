import { CfnOutput, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam'
import {
  ConfigurationSet,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'
import { isSandbox, type Settings } from '../settings.ts'
import type { EventOrigin } from './subscription.ts'

/** The configuration set that every mail is sent with; SES tells what became of a mail by it. */
export const configurationSet = 'motcua'

/** What became of a mail, as SES says it on the account's own bus. Who opened or followed what is nobody's business. */
export const outcomes = [
  'Email Sent',
  'Email Delivered',
  'Email Bounced',
  'Email Complaint Received',
  'Email Rejected',
  'Email Delivery Delayed',
  'Email Rendering Failed',
]

/** Where the outcomes come from. Nobody but AWS may speak as `aws.…`, so the sandbox's stand-in has a name of its own. */
export function outcomesFrom(settings: Settings): EventOrigin {
  return { bus: 'default', sources: ['aws.ses', ...(isSandbox(settings) ? ['motcua.sandbox.ses'] : [])] }
}

/** The domain that mails come from, with the records that prove it is ours, and how SES reports on them. */
export class Mail extends Construct {
  constructor(stack: Stack, settings: Settings) {
    super(stack, 'Mail')
    const removalPolicy = isSandbox(settings) ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN
    const set = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: configurationSet,
      reputationMetrics: true,
      // An address that bounced or complained gets nothing more from this account, whoever asks.
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    })
    set.addEventDestination('Outcomes', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.RENDERING_FAILURE,
      ],
    })
    // What nobody reads would lie in the box of the address; the events say all of it.
    const identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(domainOf(settings)),
      configurationSet: set,
      feedbackForwarding: false,
    })
    for (const resource of [set, identity]) resource.applyRemovalPolicy(removalPolicy)
    // The sandbox's domain belongs to nobody, and the local AWS has no such records.
    if (isSandbox(settings)) return
    for (const [place, { name, value }] of identity.dkimRecords.entries()) {
      new CfnOutput(stack, `DkimRecord${place + 1}`, { value: `${name} CNAME ${value}` })
    }
  }
}

/** Lets a function send mails from the one address, and from no other of its domain. */
export function grantSending(grantee: IGrantable, stack: Stack, settings: Settings): void {
  const named = (resource: string, resourceName: string) => stack.formatArn({ service: 'ses', resource, resourceName })
  Grant.addToPrincipal({
    grantee,
    actions: ['ses:SendEmail'],
    resourceArns: [named('identity', domainOf(settings)), named('configuration-set', configurationSet)],
    conditions: { StringEquals: { 'ses:FromAddress': settings.mailFrom } },
  })
}

function domainOf({ mailFrom }: Settings): string {
  return mailFrom.slice(mailFrom.indexOf('@') + 1)
}
