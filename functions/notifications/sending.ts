import { abandoned, answered, claimed, deferred, isFree, isWornOut, unready } from './attempts.ts'
import { type Decided, delivered, ended, type Message } from './message.ts'
import { preparing, type Taken, type Tools as ToPrepare } from './preparing.ts'
import type { Found } from './store.ts'

/** What messages are sent with. */
export interface Tools extends ToPrepare {
  random: () => number
  write: (line: string) => void
  /** Waits until a sweep may call the provider once more; false: not in this one. */
  turn?: () => Promise<boolean>
}

/** So long the provider is left alone after it could not take one: new messages wait for a sweep, those of a sweep for the next. */
const restMs = 30_000

/** Sends messages: each step is written down before and after, so that a crash at any point leaves a record to go on by. */
export function sending(tools: Tools) {
  const { store, now, random, write, turn = async () => true } = tools
  const prepare = preparing(tools)
  let restsUntil = 0
  const rests = () => Date.parse(now()) < restsUntil

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
    await settle(found, (message) => {
      const known = answered(message, at, answer, now(), random())
      // In one step: of what was taken for good nobody would tell again.
      return known && final ? delivered(known.message, now()) : known
    })
  }

  return {
    /**
     * Sends a message that was just made. Whatever happens is no fault of the event that it was made of: the message
     * has its due row, and a sweep goes on with it.
     */
    async atOnce(found: Found): Promise<void> {
      if (rests()) return
      await attempt(found).catch((error: Error) =>
        write(JSON.stringify({ unsent: found.message.id, error: error.name, stack: error.stack })),
      )
    },

    /** Goes on with a message whose due row has come; a row that the message has left behind says nothing. */
    async resume({ subject: id, at }: { subject: string; at: string }): Promise<void> {
      const found = await store.find(id)
      if (found?.message.due !== at) return
      const crashed = await settle(found, (message) => abandoned(message, now()))
      if (crashed.done || !isFree(crashed.message, now())) return
      // Whoever waited for his turn may hear meanwhile that there is none.
      if (!rests() && (await turn()) && !rests()) await attempt(crashed)
      else await settle(crashed, (message) => deferred(message, now()))
    },
  }
}

export type Sending = ReturnType<typeof sending>
