import type { Answer } from './attempts.ts'
import { type Facts, hoursText } from './facts.ts'
import type { Message, Reason } from './message.ts'
import { mail, sms as shortText } from './render.ts'
import { stillStands } from './standing.ts'
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
  openContact: (code: string, sealed: string) => Promise<{ email?: string; phone?: string }>
  addressHash: (address: string) => Promise<string>
  /** Where the pages are that a message links to. */
  pages: string
  now: () => string
}

/** Ready to go out, or why it shall not. */
type Ready = { send: () => Promise<Taken> } | { reason: Reason }

/** Looks up all that a message needs, each time anew: whether it is still so, the address, the words. */
export function preparing({ store, mail: sendMail, sms, openContact, addressHash, pages, now }: Tools) {
  /** Looked up only now: an address is not kept with the message. */
  async function addressOf({ to, person, subject, channel }: Message): Promise<string | undefined> {
    if (person) {
      const found = (await store.staff(person.agency)).find(({ person: id, active }) => active && id === person.id)
      return found?.email || undefined
    }
    const sealed = to === 'APPLICANT' ? await store.contact(subject) : undefined
    if (!sealed) return undefined
    const { email, phone } = await openContact(subject, sealed)
    return channel === 'EMAIL' ? email : phone
  }

  async function factsOf({ id: message, subject: code, to, facts, ...place }: Message): Promise<Facts> {
    const agency = await store.agency(place.agency)
    const point = agency?.receivingPoints.find(({ id }) => id === place.receivingPoint)
    if (!agency || !point) throw new Error(`${place.receivingPoint} is not known here yet`)
    const { name, address, hours, hotline } = point
    const link = to === 'APPLICANT' ? `${pages}/lookup?code=${code}` : `${pages}/dossiers/${code}`
    const at = { name, address, hours: hoursText(hours), ...(hotline ? { hotline } : {}) }
    return { ...facts, message, code, agency: agency.name, point: at, link }
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
    const { subject, to, person } = message
    if (to !== 'APPLICANT' && !person) return { reason: 'NO_RECIPIENT' }
    if (!stillStands(message, await store.dossier(subject), now())) return { reason: 'SUPERSEDED' }
    const address = await addressOf(message)
    if (!address) return { reason: 'NO_ADDRESS' }
    if (await store.isMarked(await addressHash(address))) return { reason: 'SUPPRESSED' }
    return written(message, address, await factsOf(message))
  }
}
