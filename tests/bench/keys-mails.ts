import { answered, claimed, leasedFrom } from '../../functions/notifications/attempts.ts'
import { delivered, type Message } from '../../functions/notifications/message.ts'
import { messageId, open } from '../../functions/notifications/store.ts'
import type { Table } from '../../shared/dynamodb/client.ts'
import type { DomainEvent } from '../../shared/events/envelope.ts'
import { filedAt, ward } from './growth-filing.ts'

/** The events of which the applicant is told. */
const toldOf = new Set(['dossier.accepted', 'dossier.completed'])

/** What `notifications` writes of an event of a dossier: its copies, and for some a mail that is made, sent and delivered. */
export function mails(table: Table) {
  const store = open(table)

  async function send(event: DomainEvent): Promise<void> {
    const message: Message = {
      id: messageId(event.id, 'APPLICANT'),
      subject: event.subject,
      agency: ward,
      receivingPoint: `${ward}-01`,
      template: { name: 'dossier-accepted' as Message['template']['name'], version: 1 },
      to: 'APPLICANT',
      channel: 'EMAIL',
      facts: { at: filedAt },
      status: 'CREATED',
      createdAt: filedAt,
      attempts: [],
      tries: 0,
      due: leasedFrom(filedAt),
    }
    const made = await store.create(message)
    if (!made) throw new Error('the mail was there already')
    const mine = await store.settle(made, filedAt, (one) => claimed(one, filedAt))
    const answer = { outcome: 'ACCEPTED' as const, providerId: '0100018f-0d6c1f0a-7e11-4a3a-9a2b-0d6c1f0a7e11-000000' }
    const sent = await store.settle(mine, filedAt, (one) => answered(one, filedAt, answer, filedAt, 0))
    await store.settle(sent, filedAt, (one) => delivered(one, filedAt))
  }

  return async (event: DomainEvent): Promise<void> => {
    const { subject: code, version, data } = event
    const { status, dueAt, deadlineVersion, assignee } = data as Record<string, never>
    await store.keepDossier(code, version, { agency: ward, status, dueAt, deadlineVersion, assignee } as never)
    const contact = data.contact as string | undefined
    if (contact !== undefined) await store.keepContact(code, version, contact)
    if (toldOf.has(event.type)) await send(event)
  }
}
