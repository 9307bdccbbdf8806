import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { account, sdk } from './aws.ts'
import { type Mail, readMailbox } from './mailbox.ts'

/** Nobody may speak as `aws.ses`, here as on AWS; notifications listens to this name in the sandbox alone. */
const source = 'motcua.sandbox.ses'
const pauseMs = 300

/** An event as SES would put it on the account's own bus. */
export interface SesEvent {
  detailType: string
  detail: { eventType: string; mail: object } & Record<string, unknown>
}

/**
 * What SES would say of a mail: sent and delivered; to `bounce@…` or `bounce+…@…` that it bounced, to `complaint@…` that
 * the reader complained. Nothing of a mail that names no message, as none sent without a configuration set is told.
 */
export function eventsOf({ id, messageId, from, to, at }: Mail): SesEvent[] {
  if (id === undefined) return []
  const mail = {
    timestamp: at,
    source: from,
    sendingAccountId: account,
    messageId,
    destination: to.split(', '),
    headersTruncated: false,
    tags: { 'ses:configuration-set': ['motcua'], 'motcua-message': [id] },
  }
  const told = (detailType: string, eventType: string, what: Record<string, unknown>) => ({
    detailType,
    detail: { eventType, mail, ...what },
  })
  const recipients = mail.destination.map((emailAddress) => ({ emailAddress }))
  const sent = told('Email Sent', 'Send', { send: {} })
  const bounced = told('Email Bounced', 'Bounce', {
    bounce: { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients: recipients, timestamp: at },
  })
  const delivered = told('Email Delivered', 'Delivery', { delivery: { timestamp: at, recipients: mail.destination } })
  const complained = told('Email Complaint Received', 'Complaint', {
    complaint: { complainedRecipients: recipients, complaintFeedbackType: 'abuse', timestamp: at },
  })
  const box = /^[^@+]*/.exec(to)?.[0]
  if (box === 'bounce') return [sent, bounced]
  return box === 'complaint' ? [sent, delivered, complained] : [sent, delivered]
}

/** Stands in for what SES tells and the local AWS does not: looks into the mailbox until it is stopped. */
export function startMailEvents(endpoint: string): { stop: () => Promise<void> } {
  const bus = new EventBridgeClient(sdk(endpoint))
  const told = new Set<string>()
  const ending = new AbortController()
  const ended = watch()
  return {
    stop: () => {
      ending.abort()
      return ended
    },
  }

  async function watch(): Promise<void> {
    while (!ending.signal.aborted) {
      const began = Date.now()
      await tellNew().catch((error: Error) => {
        if (!ending.signal.aborted) console.error(`What became of mails could not be told: ${error.message}`)
      })
      // A full mailbox takes longer to read, and may not take up the machine.
      await pause(Math.max(pauseMs, (Date.now() - began) * 4))
    }
  }

  async function tellNew(): Promise<void> {
    const mails = (await readMailbox(endpoint)).filter(({ messageId }) => !told.has(messageId))
    for (const mail of mails) {
      if (ending.signal.aborted) return
      await put(eventsOf(mail))
      told.add(mail.messageId)
    }
  }

  async function put(events: SesEvent[]): Promise<void> {
    if (events.length === 0) return
    const Entries = events.map(({ detailType, detail }) => ({
      Source: source,
      DetailType: detailType,
      Detail: JSON.stringify(detail),
    }))
    const { FailedEntryCount: failed = 0 } = await bus.send(new PutEventsCommand({ Entries }), {
      abortSignal: ending.signal,
    })
    if (failed > 0) throw new Error(`the bus took ${Entries.length - failed} of ${Entries.length} events`)
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      ending.signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}
