import { now } from '../../shared/clock/clock.ts'
import { serviceTable } from '../../shared/dynamodb/client.ts'
import { queueConsumer } from '../../shared/events/consumer.ts'
import { postOffice } from '../../shared/mail/post-office.ts'
import { contactIn, type DossierEvent, DossierPick, ErasedPick, isOver } from './copies.ts'
import { noticesOfDossier } from './notices.ts'
import { sending } from './sending.ts'
import { messageId, open } from './store.ts'
import { telling } from './telling.ts'

const store = open(serviceTable())
const tools = { ...postOffice(), store, now, random: Math.random, write: console.log, idOf: messageId }
const tell = telling({ ...tools, sending: sending(tools) })

/** Keeps the newest of the dossier; its address only while something can still come of it. */
async function keep(event: DossierEvent): Promise<void> {
  const { subject: code, version, data } = event
  const { agency, receivingPoint, status, dueAt, deadlineVersion, pausedAt } = data
  await store.keepDossier(code, version, { agency, receivingPoint, status, dueAt, deadlineVersion, pausedAt })
  const contact = contactIn(event)
  if (contact !== undefined) await store.keepContact(code, version, contact)
  // Events come in any order: whichever of the two comes later, the end or the address, sees the other.
  const newest = contact === undefined ? data : await store.dossier(code)
  if (newest && isOver(newest)) await store.expireContact(code)
}

/** Every event of a dossier comes here: the copy is kept, and the applicant told what concerns him. */
export const handler = queueConsumer('notifications:dossier', async (body) => {
  const { detail } = body as { detail: unknown }
  const erased = ErasedPick.safeParse(detail)
  if (erased.success) {
    // Nothing is left of the address; the row stays, so that an event that comes once more does not bring it back.
    await store.keepContact(erased.data.subject, erased.data.version, '')
    return
  }
  const event = DossierPick.parse(detail)
  await keep(event)
  await tell({ ...event, ...event.data }, noticesOfDossier(event))
})
