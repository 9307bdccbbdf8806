import type { Concern, Contact } from '../../shared/crypto/contact.ts'
import { leasedFrom } from './attempts.ts'
import { audience, type Meant } from './audience.ts'
import type { Remark } from './facts.ts'
import { concernOf, created, type Message, type Outsider } from './message.ts'
import { isNews, type Notice, type Source } from './notices.ts'
import type { StaffCopy } from './reference.ts'
import type { Sending } from './sending.ts'
import { comesLate } from './standing.ts'
import type { Store } from './store.ts'
import { newestVersion } from './templates.ts'

/** What messages are made with. */
export interface Tools {
  store: Store
  sending: Sending
  /** The id of what these parts make up: the same for the same parts. */
  idOf: (...parts: string[]) => string
  openContact: (concern: Concern, sealed: string) => Promise<Contact>
  sms?: { reaches: (phone: string) => boolean }
  now: () => string
  write: (line: string) => void
}

interface Reached extends Pick<Message, 'to' | 'channel' | 'person'> {
  remark?: Remark
}

/** Makes messages of what events give cause to say: one per event and person, however often the event comes. */
export function telling({ store, sending, idOf, openContact, sms, now, write }: Tools) {
  /** The staff of the agency and of those above it. Throws while the copy of the agency is on its way. */
  async function tiersOf(agency: string): Promise<StaffCopy[][]> {
    const known = await store.agency(agency)
    if (!known) throw new Error(`${agency} is not known here yet`)
    return Promise.all([agency, ...known.lineage].map((id) => store.staff(id)))
  }

  /** The applicant or the author, by mail if he left an address, else by SMS if he can get one; else not at all. */
  async function outside(to: Outsider, code: string): Promise<Reached[]> {
    const sealed = await store.contact(code)
    if (sealed === undefined) throw new Error(`what files ${code} has not come yet`)
    if (sealed === '') return []
    const { email, phone } = await openContact(concernOf(to, code), sealed)
    if (email) return [{ to, channel: 'EMAIL' }]
    return phone && sms?.reaches(phone) ? [{ to, channel: 'SMS' }] : []
  }

  /** The staff who are told; nobody is a message too, so that it can be said that nobody was told. */
  function staffFor(meant: Meant, tiers: StaffCopy[][]): Reached[] {
    const { addressees, remark } = audience(meant, tiers)
    const stands = remark ? { remark } : {}
    if (addressees.length === 0) return [{ to: meant.to, channel: 'EMAIL', ...stands }]
    return addressees.map((one) => ({ ...one, channel: 'EMAIL', ...stands }))
  }

  /** @param among the others that are reached: empty for the first of them, else the person. */
  function messageFor(source: Source, notice: Notice, reached: Reached, among: string, officer?: string): Message {
    const { subject, version, agency, receivingPoint } = source
    const { to, channel, person, remark } = reached
    const { template: name, facts, deadline } = notice
    const at = now()
    const message = created(
      {
        ...{ subject, agency, receivingPoint, to, channel, deadline },
        id: idOf(subject, String(version), name, among),
        template: { name, version: newestVersion(name) },
        facts: { ...facts, ...(officer ? { officer } : {}), ...(remark ? { remark } : {}) },
        ...(person ? { person } : {}),
      },
      at,
    )
    // Should whoever makes it not come to send it, a sweep does.
    return { ...message, due: comesLate(message, at) ? at : leasedFrom(at) }
  }

  async function tell(source: Source, notice: Notice): Promise<void> {
    const tiers = await tiersOf(source.agency)
    const { to } = notice
    const reached = typeof to === 'string' ? await outside(to, source.subject) : staffFor(to, tiers)
    const officer = tiers.flat().find(({ person }) => person === notice.officer)?.name
    for (const [place, one] of reached.entries()) {
      const message = messageFor(source, notice, one, place === 0 ? '' : (one.person?.id ?? ''), officer)
      const made = await store.create(message)
      if (made && place === 0 && typeof to !== 'string' && (one.remark || !one.person)) {
        write(JSON.stringify({ unaddressed: 1, agency: source.agency, subject: source.subject }))
      }
      if (made && !comesLate(message, now())) await sending.atOnce(made)
      else if (!made && place === 0 && !(await isFor(message))) return
    }
  }

  /** Whom an event reaches is decided once: should it come again after the register has changed, nobody else is told. */
  const isFor = async ({ id, person }: Message) => (await store.find(id))?.message.person?.id === person?.id

  /** Tells what an event gives cause to say, unless it is too old to be news. */
  return async (source: Source, notices: Notice[]): Promise<void> => {
    if (notices.length === 0 || !isNews(source, now(), await store.began())) return
    for (const notice of notices) await tell(source, notice)
  }
}
