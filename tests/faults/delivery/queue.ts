/** A message of a queue. */
export interface Message {
  id: string
  body: string
  receives: number
  sentAt: number
  /** Hidden from everybody until then (seconds). */
  visibleAt: number
}

/** What SQS is told of a queue. */
export interface QueueRules {
  batchSize: number
  visibilitySeconds: number
  retentionSeconds: number
  maxReceives: number
}

type Answer = { batchItemFailures: { itemIdentifier: string }[] }
/** A function as the queue sees it: it answers which messages failed, or throws for all of them. */
export type Invoke = (event: { Records: { messageId: string; body: string }[] }) => Promise<Answer>

/** What happens to a batch beside the work of its function. */
export type Trouble = 'none' | 'lost before' | 'lost after'

/**
 * A standard queue and the mapping that hands its messages to a function, by the rules of SQS and Lambda: at least once, in any
 * order, hidden while somebody has them, back after that unless they were named as done, and among the dead letters when they
 * would be handed out once more than they may be. Time is what the caller says it is, in seconds.
 */
export function queue({ batchSize, visibilitySeconds, retentionSeconds, maxReceives }: QueueRules) {
  let waiting: Message[] = []
  let dead: Message[] = []
  let expired = 0
  let made = 0

  /** The visible messages that one call of ReceiveMessage gives, by a choice among them; those worn out go to the dead. */
  function received(now: number, choose: () => number): Message[] {
    const kept = waiting.filter(({ sentAt }) => now - sentAt < retentionSeconds)
    expired += waiting.length - kept.length
    waiting = kept
    const visible = waiting.filter(({ visibleAt }) => visibleAt <= now)
    const worn = visible.filter(({ receives }) => receives >= maxReceives)
    dead.push(...worn)
    waiting = waiting.filter((message) => !worn.includes(message))
    const left = visible.filter((message) => !worn.includes(message))
    const batch: Message[] = []
    while (batch.length < batchSize && left.length > 0) batch.push(...left.splice(choose() % left.length, 1))
    for (const message of batch)
      Object.assign(message, { receives: message.receives + 1, visibleAt: now + visibilitySeconds })
    return batch
  }

  return {
    waiting: (): readonly Message[] => waiting,
    dead: (): readonly Message[] => dead,
    expired: () => expired,
    /** When the first hidden message is to be seen again. */
    next: () => Math.min(...waiting.map(({ visibleAt }) => visibleAt)),

    send(body: string, now: number): void {
      made += 1
      waiting.push({ id: `m${made}`, body, receives: 0, sentAt: now, visibleAt: now })
    },

    /** Hands one batch to the function. @returns how many messages it had. */
    async hand(
      now: number,
      invoke: Invoke,
      choose: () => number = () => 0,
      trouble: Trouble = 'none',
    ): Promise<number> {
      const batch = received(now, choose)
      if (batch.length === 0 || trouble === 'lost before') return batch.length
      const Records = batch.map(({ id, body }) => ({ messageId: id, body }))
      const answer = await invoke({ Records }).catch(() => undefined)
      if (answer === undefined || trouble === 'lost after') return batch.length
      const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))
      waiting = waiting.filter((message) => failed.has(message.id) || !batch.includes(message))
      return batch.length
    },

    /** Gives the dead letters back, as `npm run redrive` does: new messages with a life of their own. */
    redrive(now: number): number {
      const back = dead
      dead = []
      for (const { body } of back) this.send(body, now)
      return back.length
    },

    /** Forgets everything, for another story. */
    clear(): void {
      ;[waiting, dead, expired] = [[], [], 0]
    },
  }
}

export type SimulatedQueue = ReturnType<typeof queue>
