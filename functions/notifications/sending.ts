import { type Answer, abandoned, answered, claimed, isFree, isWornOut, unready } from './attempts.ts'
import { stillStands } from './copies.ts'
import { type Facts, hoursText } from './facts.ts'
import { type Decided, delivered, ended, type Message, type Reason } from './message.ts'
import { mail, sms as shortText } from './render.ts'
import type { Found, Store } from './store.ts'

interface Letter {
  id: string
  to: string
  subject: string
  text: string
  html: string
}

type Taken = Answer & { final?: boolean }

/** What messages are sent with. */
export interface Tools {
  store: Store
  mail: (letter: Letter) => Promise<Taken>
  sms?: { send: (message: { id: string; to: string; text: string }) => Promise<Taken> }
  openContact: (code: string, sealed: string) => Promise<{ email?: string; phone?: string }>
  addressHash: (address: string) => Promise<string>
  /** Where the pages are that a message links to. */
  pages: string
  now: () => string
  random: () => number
  write: (line: string) => void
}

/** Ready to go out, or why it shall not. */
type Ready = { send: () => Promise<Taken> } | { reason: Reason }

/** So long new messages are left to the sweep after the provider could not take one: it is not hammered. */
const restMs = 30_000

/** Sends messages: each step is written down before and after, so that a crash at any point leaves a record to go on by. */
export function sending(tools: Tools) {
  const { store, openContact, addressHash, pages, now, random, write } = tools
  let restsUntil = 0

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
        return { send: () => tools.mail(letter) }
      }
      const { sms } = tools
      const text = shortText(template.name, template.version, facts)
      return sms ? { send: () => sms.send({ id, to, text }) } : { reason: 'NO_ADDRESS' }
    } catch (error) {
      if (error instanceof RangeError) return { reason: 'UNWRITABLE' }
      throw error
    }
  }

  async function prepare(message: Message): Promise<Ready> {
    const { deadline, subject, to, person } = message
    if (to !== 'APPLICANT' && !person) return { reason: 'NO_RECIPIENT' }
    if (deadline && !stillStands(deadline, await store.dossier(subject))) return { reason: 'SUPERSEDED' }
    const address = await addressOf(message)
    if (!address) return { reason: 'NO_ADDRESS' }
    if (await store.isMarked(await addressHash(address))) return { reason: 'SUPPRESSED' }
    return written(message, address, await factsOf(message))
  }

  async function settle(found: Found, decide: (message: Message) => Decided | undefined) {
    const after = await store.settle(found, now(), decide)
    const { id, subject, status, reason } = after.message
    if (after.done && status === 'TECHNICAL_FAILURE') {
      write(JSON.stringify({ failedFinally: 1, message: id, subject, reason }))
    }
    return after
  }

  /** One try of a message that is free for it. */
  async function attempt(found: Found): Promise<void> {
    const at = now()
    if (!isFree(found.message, at)) return
    if (isWornOut(found.message)) {
      await settle(found, (message) => (isFree(message, at) ? ended(message, 'GAVE_UP', at) : undefined))
      return
    }
    const ready = await prepare(found.message).catch((error: Error) => ({ error: error.name, stack: error.stack }))
    if ('error' in ready) {
      // Where it went wrong, without the first line: what an error says may be what it was opening.
      const [, place] = ready.stack?.split('\n') ?? []
      write(JSON.stringify({ unready: found.message.id, error: ready.error, place: place?.trim() }))
      await settle(found, (message) => unready(message, ready.error, at, random()))
    } else if ('reason' in ready) {
      await settle(found, (message) => (isFree(message, at) ? ended(message, ready.reason, at) : undefined))
    } else {
      const mine = await settle(found, (message) => claimed(message, at))
      if (mine.done) await send(mine, at, ready.send)
    }
  }

  async function send(found: Found, at: string, call: () => Promise<Taken>): Promise<void> {
    const answer = await call()
    const { outcome, final } = answer
    if (outcome === 'TEMPORARY' || outcome === 'UNKNOWN') restsUntil = Date.parse(now()) + restMs
    const after = await settle(found, (message) => answered(message, at, answer, now(), random()))
    if (final) await settle(after, (message) => delivered(message, now()))
  }

  return {
    /**
     * Sends a message that was just made. Whatever happens is no fault of the event that it was made of: the message
     * has its due row, and a sweep goes on with it.
     */
    async atOnce(found: Found): Promise<void> {
      if (Date.parse(now()) < restsUntil) return
      await attempt(found).catch((error: Error) =>
        write(JSON.stringify({ unsent: found.message.id, error: error.name, stack: error.stack })),
      )
    },

    /** Goes on with a message whose due row has come; a row that the message has left behind says nothing. */
    async resume({ subject: id, at }: { subject: string; at: string }): Promise<void> {
      const found = await store.find(id)
      if (found?.message.due !== at) return
      const crashed = await settle(found, (message) => abandoned(message, now()))
      if (!crashed.done) await attempt(crashed)
    },
  }
}

export type Sending = ReturnType<typeof sending>
