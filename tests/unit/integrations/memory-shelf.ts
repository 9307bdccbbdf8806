import { expect } from 'vitest'
import type { Told } from '../../../functions/integrations/city-event.ts'
import type { End, Placed, Shelf } from '../../../functions/integrations/feed.ts'

const keyOf = ({ subject, version }: Told) => `${subject}#${version}`

/** A shelf in memory whose every call waits for its turn, and may end the worker before or after it was done. */
export function memoryShelf(turn: () => Promise<unknown>, fault: () => 'before' | 'after' | undefined) {
  const feeds = new Map<string, Placed[]>()
  const positions = new Map<string, number>()
  const held = new Map<string, Told>()
  const endOf = (agency: string): End => ({ sequence: feeds.get(agency)?.length ?? 0 })

  async function call<Answer>(work: () => Answer): Promise<Answer> {
    await turn()
    const met = fault()
    if (met === 'before') throw new Error('killed before the call')
    const answer = work()
    if (met === 'after') throw new Error('killed after the call')
    return answer
  }

  const shelf: Shelf = {
    end: (agency) => call(() => endOf(agency)),
    positions: (subjects) => call(() => new Map(subjects.map((one) => [one, positions.get(one) ?? 0]))),
    held: (subject) => call(() => [...held.values()].filter((one) => one.subject === subject)),
    append: (agency, end, events, moves) =>
      call(() => {
        if (end.sequence !== endOf(agency).sequence) return false
        if (moves.some(({ subject, from }) => (positions.get(subject) ?? 0) !== from)) return false
        feeds.set(agency, [...(feeds.get(agency) ?? []), ...events])
        for (const { subject, to } of moves) positions.set(subject, to)
        return true
      }),
    hold: (events) =>
      call(() => {
        for (const event of events) held.set(keyOf(event), event)
      }),
    drop: (events) =>
      call(() => {
        for (const event of events) held.delete(keyOf(event))
      }),
  }

  return { shelf, feeds, held, of: (agency: string) => feeds.get(agency) ?? [] }
}

/** Numbers without a hole from 1 on; the versions of each subject in their order, without a hole. */
export function inOrder(events: { sequence: number; subject: string; version: number }[]): void {
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1))
  const reached = new Map<string, number>()
  for (const { subject, version } of events) {
    expect([subject, version]).toEqual([subject, (reached.get(subject) ?? 0) + 1])
    reached.set(subject, version)
  }
}
