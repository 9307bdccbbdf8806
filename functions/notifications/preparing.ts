import type { Concern, Contact } from '../../shared/crypto/contact.ts'
import type { Answer } from './attempts.ts'
import type { DossierCopy, FeedbackCopy } from './copies.ts'
import { type Facts, hoursText, type Place } from './facts.ts'
import { type Matter, matterOf } from './matters.ts'
import { concernOf, isOutside, type Message, type Reason } from './message.ts'
import type { AgencyCopy, StaffCopy } from './reference.ts'
import { mail, sms as shortText } from './render.ts'
import { asItStands, stillStands } from './standing.ts'
import type { Store } from './store.ts'

interface Letter {
  id: string
  to: string
  subject: string
  text: string
  html: string
}

/** What a provider answered. `final`: no report will follow. */
export type Taken = Answer & { final?: boolean }

/** What messages are written and handed over with. */
export interface Tools {
  store: Store
  mail: (letter: Letter) => Promise<Taken>
  sms?: { send: (message: { id: string; to: string; text: string }) => Promise<Taken> }
  openContact: (concern: Concern, sealed: string) => Promise<Contact>
  addressHash: (address: string) => Promise<string>
  /** Where the pages are that a message links to. */
  pages: string
  now: () => string
}

/** The page of what staff are told about, and the look-up of those outside; what follows is the code. */
const pageOf = (to: Message['to'], matter: Matter) =>
  isOutside(to)
    ? { APPLICANT: 'lookup?code=', AUTHOR: 'feedback-lookup?id=' }[to]
    : { DOSSIER: 'dossiers/', FEEDBACK: 'feedback/', WEBHOOK: 'webhooks/' }[matter]

const placeIn = ({ name, address, hours, hotline }: AgencyCopy['receivingPoints'][number]): Place => ({
  ...{ name, address, hours: hoursText(hours) },
  ...(hotline ? { hotline } : {}),
})

/** Who is told as one of these has to be one still: of a denunciation nobody else may hear, not even who was one. */
const roleOf: Partial<Record<Message['to'], StaffCopy['role']>> = { LEADER: 'leader', ADMINISTRATOR: 'administrator' }

const isRestricted = (copy: DossierCopy | FeedbackCopy | undefined) =>
  copy !== undefined && 'restricted' in copy && copy.restricted === true

/** Ready to go out, or why it shall not. */
type Ready = { send: () => Promise<Taken> } | { reason: Reason }

/** Looks up all that a message needs, each time anew: whether it is still so, the address, the words. */
export function preparing({ store, mail: sendMail, sms, openContact, addressHash, pages, now }: Tools) {
  /** Looked up only now: an address is not kept with the message. */
  async function addressOf({ to, person, subject, channel }: Message): Promise<string | undefined> {
    if (person) {
      const found = (await store.staff(person.agency)).find(({ person: id, active }) => active && id === person.id)
      if (found?.role !== (roleOf[to] ?? found?.role)) return undefined
      return found?.email || undefined
    }
    const sealed = isOutside(to) ? await store.contact(subject) : undefined
    if (!isOutside(to) || !sealed) return undefined
    const { email, phone } = await openContact(concernOf(to, subject), sealed)
    return channel === 'EMAIL' ? email : phone
  }

  const copyOf = ({ template, subject }: Message) => {
    const matter = matterOf(template)
    if (matter === 'WEBHOOK') return undefined
    return matter === 'FEEDBACK' ? store.feedback(subject) : store.dossier(subject)
  }

  async function factsOf({ id: message, subject: code, to, facts, template, ...place }: Message): Promise<Facts> {
    const agency = await store.agency(place.agency)
    const point = agency?.receivingPoints.find(({ id }) => id === place.receivingPoint)
    if (!agency || (!point && place.receivingPoint !== undefined)) {
      throw new Error(`${place.receivingPoint ?? place.agency} is not known here yet`)
    }
    const link = `${pages}/${pageOf(to, matterOf(template))}${code}`
    return { ...facts, message, code, agency: agency.name, ...(point ? { point: placeIn(point) } : {}), link }
  }

  function written(message: Message, to: string, facts: Facts): Ready {
    const { id, template, channel } = message
    try {
      if (channel === 'EMAIL') {
        const letter = { id, to, ...mail(template.name, template.version, facts) }
        return { send: () => sendMail(letter) }
      }
      const text = shortText(template.name, template.version, facts)
      return sms ? { send: () => sms.send({ id, to, text }) } : { reason: 'NO_ADDRESS' }
    } catch (error) {
      if (error instanceof RangeError) return { reason: 'UNWRITABLE' }
      throw error
    }
  }

  return async (message: Message): Promise<Ready> => {
    const { to, person } = message
    if (!isOutside(to) && !person) return { reason: 'NO_RECIPIENT' }
    const copy = await copyOf(message)
    if (!stillStands(message, copy, now())) return { reason: 'SUPERSEDED' }
    const address = await addressOf(message)
    if (!address) return { reason: 'NO_ADDRESS' }
    if (await store.isMarked(await addressHash(address))) return { reason: 'SUPPRESSED' }
    const facts = await factsOf({ ...message, facts: asItStands(message, copy) })
    return written(message, address, { ...facts, ...(isRestricted(copy) ? { restricted: true } : {}) })
  }
}
