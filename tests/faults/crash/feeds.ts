import { city, clients, setClock, start } from '../../service/integrations/desk.ts'
import { dossierEvent } from '../../unit/integrations/sample.ts'
import { called, heard } from './asking.ts'
import type { CityDesk } from './city-desk.ts'
import { newAgency } from './reference.ts'
import type { UseCase } from './use-case.ts'

const load = (by: string) => import(`../../../functions/integrations/${by}.ts`)

let number = 0
/** A ward of its own below the city, and one of its dossiers. */
export async function ward() {
  number += 1
  const agency = newAgency()
  const code = `${agency}-261126-${String(number).padStart(4, '0')}`
  const data = {
    agency: { id: agency, name: `Phường ${agency}` },
    receivingPoints: [{ id: `${agency}-01` }],
    lineage: [city],
  }
  await must('on-reference', { type: 'agency.changed', subject: agency, version: 1, data })
  return { agency, code, event: (version: number) => eventOf(code, agency, version) }
}

function eventOf(code: string, agency: string, version: number) {
  const type = version === 1 ? 'dossier.accepted' : 'dossier.noted'
  const known = { id: `dossiers:DOSSIER#${code}:${version}`, type, subject: code, agency }
  return dossierEvent(version, { code, agency }, known)
}

/** Gives events to a consumer that nobody kills. */
export async function must(by: string, ...events: object[]): Promise<void> {
  const { done, why } = await heard(...events)((await load(by)).handler)
  if (!done) throw new Error(`${by}: ${why}`)
}

async function sweepAt(instant: string): Promise<void> {
  setClock(instant)
  await (await load('on-due')).handler()
}

/** Whether the feed of an agency has these versions, one after another and each once. */
async function feedIs(desk: CityDesk, agency: string, versions: number[]): Promise<string[]> {
  const { body } = await desk.read(clients.city, { agency })
  const items = body.items as { sequence: number; version: number }[]
  const found = items.map(({ sequence, version }) => `${sequence}:${version}`)
  const expected = versions.map((version, index) => `${index + 1}:${version}`)
  return String(found) === String(expected) ? [] : [`the feed has ${found}, should have ${expected}`]
}

const taking = (does: string, before: number[], coming: number[], feed: number[]): UseCase<CityDesk> => ({
  does,
  by: 'on-event.ts',
  async prepare(desk) {
    setClock(start)
    const { agency, event } = await ward()
    for (const version of before) await must('on-event', event(version))
    return {
      ask: heard(...coming.map(event)),
      // Who died between the row that says when and what is held back left one too many, which a sweep takes away.
      afterwards: () => sweepAt('2026-11-26T02:10:30.000Z'),
      async broken() {
        const wrong = await feedIs(desk, agency, feed)
        // What is held back is released, so that no sweep of another try meets it.
        await must('on-event', ...[1, 2, 3].map(event))
        return [...wrong, ...(await feedIs(desk, agency, [1, 2, 3]))]
      },
    }
  },
})

/** A sweep looks at an event that waits for the one before it. */
const waiting = (does: string, meanwhile: number[], feed: number[]): UseCase<CityDesk> => ({
  does,
  by: 'on-due.ts',
  async prepare(desk) {
    setClock(start)
    const { agency, event } = await ward()
    await must('on-event', event(2))
    for (const version of meanwhile) await must('on-event', event(version))
    setClock('2026-11-26T02:10:30.000Z')
    return {
      ask: called(),
      async broken() {
        const wrong = await feedIs(desk, agency, feed)
        await must('on-event', ...[1, 2, 3].map(event))
        await sweepAt('2026-11-26T02:21:00.000Z')
        return [...wrong, ...(await feedIs(desk, agency, [1, 2, 3]))]
      },
    }
  },
})

export const feeds: UseCase<CityDesk>[] = [
  taking('take events into a feed', [], [1, 2], [1, 2]),
  taking('hold an event back that came too early', [1], [3], [1]),
  taking('release what was held back', [1, 3], [2], [1, 2, 3]),
  waiting('look at an event that waits for long', [], []),
  waiting('take away what nothing waits for any more', [1], [1, 2]),
]
