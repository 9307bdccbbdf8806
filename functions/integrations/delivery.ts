import type { CityEvent } from './city-event.ts'
import {
  delivered,
  failed,
  failureOf,
  isReady,
  isSuccess,
  leased,
  type Outcome,
  passedOver,
  released,
  type Step,
  signingSecrets,
  type Webhook,
  wants,
} from './webhook.ts'

/** A message of the queue: a webhook that may have something to deliver, or is tried by its owner. */
export interface Message {
  webhook: string
  /** The id of the event of a trial. */
  test?: string
}

type Decide = (webhook: Webhook) => Webhook | undefined

/** What a worker does its work with. */
export interface Tools<Stored extends Webhook> {
  find: (id: string) => Promise<Stored | undefined>
  save: (found: Stored, now: string, decide: Decide) => Promise<Stored>
  /** Writes that it is disabled and tells of it; `disabled` is how it stands then. */
  disable: (found: Stored, disabled: Webhook, at: string, decide: Decide) => Promise<Stored>
  /** Whether the machine for whose sake it is told may still know what happens at the agency. */
  isEntitled: (webhook: Webhook) => Promise<boolean>
  /** Pauses it and tells of that. */
  pause: (found: Stored, at: string) => Promise<unknown>
  /** Events of the feed after a number, in order; sees everything that was appended before. */
  events: (agency: string, after: number) => Promise<CityEvent[]>
  open: (webhook: string, sealed: string) => Promise<string>
  /** Signs and posts; answers within fifteen seconds whatever the receiver does. */
  post: (url: string, secrets: string[], id: string, body: string) => Promise<Outcome>
  send: (messages: Message[], delaySeconds?: number) => Promise<void>
  newId: () => string
  now: () => string
  realMs: () => number
}

/** A worker lives for fifty seconds, and the last receiver may take fifteen of them. */
const beginsWithinMs = 30_000
/** Who waits for less than a sweep's minute is brought back by the queue. */
const soonSeconds = 60

/** Why a worker stops: nothing is left, its time is used, or the webhook is out of its hands. */
type Ending = 'CAUGHT_UP' | 'OUT_OF_TIME' | 'OUT_OF_HANDS'

/**
 * Delivers the events of a feed to a webhook, one after another from its position, by one worker at a time. So each
 * dossier's events come in their order, and one comes twice only where a worker died between the answer and its note.
 */
export function delivery<Stored extends Webhook>(tools: Tools<Stored>) {
  const { find, save, events, send, now, realMs } = tools

  async function posted(webhook: Webhook, event: { id: string }): Promise<Outcome> {
    const secrets = await Promise.all(signingSecrets(webhook, realMs()).map((sealed) => tools.open(webhook.id, sealed)))
    return tools.post(webhook.url, secrets, event.id, JSON.stringify(event))
  }

  /** Notes a failure; who is to be tried again soon is brought back by the queue, the others by the sweep. */
  async function noteFailure(held: Stored, step: Step, outcome: Outcome): Promise<Stored> {
    const at = now()
    const decide = (head: Webhook) => failed(head, step, outcome, at)
    const next = decide(held)
    if (next?.state === 'DISABLED') {
      const disables = (head: Webhook) => {
        const decided = decide(head)
        return decided?.state === 'DISABLED' && head.state === 'ACTIVE' ? decided : undefined
      }
      return tools.disable(held, next, at, disables)
    }
    const after = await save(held, at, decide)
    const seconds = after.due === undefined ? undefined : Math.ceil((Date.parse(after.due) - Date.parse(at)) / 1000)
    if (seconds !== undefined && seconds < soonSeconds) await send([{ webhook: after.id }], seconds)
    return after
  }

  /** Delivers one event and notes what came of it. */
  async function deliverOne(held: Stored, by: string, event: CityEvent): Promise<Stored> {
    const step = { by, from: held.position, moves: held.moves, to: event.sequence }
    const outcome = await posted(held, event)
    if (!isSuccess(outcome)) return noteFailure(held, step, outcome)
    const at = now()
    return save(held, at, (head) => delivered(head, step, at))
  }

  const isMine = (webhook: Webhook, by: string) => webhook.lease?.by === by && isReady(webhook, now())

  /** Delivers a page of the feed as far as it goes. @returns the webhook, and why it ends before the page does. */
  async function deliverPage(start: Stored, by: string, page: CityEvent[], endMs: number) {
    let held = start
    for (const event of page.filter(({ type }) => wants(start, type))) {
      if (realMs() >= endMs) return { held, ending: 'OUT_OF_TIME' as const }
      held = await deliverOne(held, by, event)
      if (!isMine(held, by)) return { held, ending: 'OUT_OF_HANDS' as const }
      // Its owner has moved it: what follows is read anew.
      if (held.position !== event.sequence) return { held }
    }
    const { position: from, moves } = held
    const to = page.at(-1)?.sequence ?? from
    if (from < to) held = await save(held, now(), (head) => passedOver(head, { by, from, moves, to }))
    return isMine(held, by) ? { held } : { held, ending: 'OUT_OF_HANDS' as const }
  }

  async function deliverAll(start: Stored, by: string, endMs: number): Promise<{ held: Stored; ending: Ending }> {
    for (let held = start; ; ) {
      const page = await events(held.agency, held.position)
      if (page.length === 0) return { held, ending: 'CAUGHT_UP' }
      // Also where nothing of page after page is wanted.
      if (realMs() >= endMs) return { held, ending: 'OUT_OF_TIME' }
      const next = await deliverPage(held, by, page, endMs)
      held = next.held
      if (next.ending) return { held, ending: next.ending }
    }
  }

  /**
   * Delivers until there is nothing left. Whoever is woken while another worker has the webhook leaves it to that one; so
   * that one looks once more after it has let go.
   */
  async function deliver(id: string): Promise<void> {
    const began = realMs()
    const endMs = began + beginsWithinMs
    for (;;) {
      const found = await find(id)
      if (!found || !isReady(found, now()) || (await events(found.agency, found.position)).length === 0) return
      if (!(await tools.isEntitled(found))) return void (await tools.pause(found, now()))
      const by = tools.newId()
      const taken = await save(found, now(), (head) => leased(head, by, now(), realMs(), began))
      if (taken.lease?.by !== by) return
      const { held, ending } = await deliverAll(taken, by, endMs)
      const free = await save(held, now(), (head) => released(head, by))
      if (ending === 'OUT_OF_TIME') return send([{ webhook: id }])
      // Paused, failed or disabled; one that was resumed meanwhile is ready, and its message found the lease held.
      if (ending === 'OUT_OF_HANDS' && !isReady(free, now())) return
    }
  }

  /** Sends the owner's trial, beside the order and whatever state the webhook is in; nothing depends on what comes of it. */
  async function tryOut(id: string, event: string): Promise<void> {
    const found = await find(id)
    if (!found || found.deletedAt !== undefined) return
    const at = now()
    const outcome = await posted(found, testEvent(found, event, at))
    const cameTo = isSuccess(outcome) ? { lastSuccess: { at } } : { lastFailure: failureOf(outcome, at) }
    await save(found, at, (head) => (head.deletedAt === undefined ? { ...head, ...cameTo } : undefined))
  }

  return ({ webhook, test }: Message): Promise<void> => (test === undefined ? deliver(webhook) : tryOut(webhook, test))
}

/** The event of a trial: of the webhook itself, in no feed, so without a sequence. */
const testEvent = ({ id, agency }: Webhook, event: string, at: string) => ({
  specversion: '1.0',
  id: event,
  source: 'motcua.integrations',
  type: 'webhook.test',
  subject: id,
  time: at,
  datacontenttype: 'application/json',
  agency,
  data: { id, agency },
})
