import { beforeAll, describe, expect, it } from 'vitest'
import type { Told } from '../../../functions/integrations/city-event.ts'
import type { ordering as Ordering } from '../../../functions/integrations/on-event.ts'
import { dossierEvent, feedbackEvent } from '../../unit/integrations/sample.ts'
import { messages, openDesk, otherWard, ward } from './desk.ts'

let ordering: typeof Ordering
beforeAll(async () => {
  // The function takes its table when it is loaded.
  await openDesk()
  ordering = (await import('../../../functions/integrations/on-event.ts')).ordering
})

const of = (agency: string, number: number) => {
  const code = `${agency}-261126-000${number}`
  return dossierEvent(1, { code, agency }, { subject: code, agency })
}

/** A consumer, what it took in for whom, and whom it woke. */
function consumer(failing: { take?: string; wake?: string } = {}) {
  const [taken, woken]: [string[][], string[]] = [[], []]
  const handler = ordering(
    {
      take: async (events: Told[]) => {
        if (events[0]?.agency === failing.take) throw new Error('the end of the feed could not be reached')
        taken.push(events.map(({ subject }) => subject))
      },
      wake: async (agency) => {
        if (agency === failing.wake) throw new Error('the queue is away')
        woken.push(agency)
      },
    },
    () => undefined,
  )
  return { handler, taken, woken }
}

describe('A batch of events', () => {
  const batch = messages([of(ward, 1), of(otherWard, 2), of(ward, 3)])
  const idsOf = (...places: number[]) => places.map((at) => ({ itemIdentifier: batch.Records[at]?.messageId }))

  it('is taken in by agency, each at once, and each agency is woken once, afterwards', async () => {
    const { handler, taken, woken } = consumer()
    expect(await handler(batch)).toEqual({ batchItemFailures: [] })
    expect(taken.map((subjects) => subjects.map((subject) => subject.slice(0, 7)))).toEqual([[ward, ward], [otherWard]])
    expect(woken).toEqual([ward, otherWard])
  })

  it('comes back only for the agency whose feed could not be reached', async () => {
    const { handler, woken } = consumer({ take: ward })
    expect(await handler(batch)).toEqual({ batchItemFailures: idsOf(0, 2) })
    expect(woken).toEqual([otherWard])
  })

  it('comes back for an agency that could not be woken: nobody would deliver its events', async () => {
    const { handler } = consumer({ wake: otherWard })
    expect(await handler(batch)).toEqual({ batchItemFailures: idsOf(1) })
  })

  it('of what only leaders may know is done without taking in or waking anything', async () => {
    const { handler, taken, woken } = consumer()
    const hidden = messages([feedbackEvent(1, { kind: 'TO_CAO', restricted: true })])
    expect(await handler(hidden)).toEqual({ batchItemFailures: [] })
    expect([taken, woken]).toEqual([[], []])
  })
})
