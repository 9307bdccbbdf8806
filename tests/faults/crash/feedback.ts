import { randomUUID } from 'node:crypto'
import { type Desk, note, openDesk, report } from '../../service/feedback/desk.ts'
import { heard, queued } from './asking.ts'
import { freeClock, setClock } from './clock.ts'
import { feedbackActs } from './feedback-acts.ts'
import { published } from './published.ts'
import { ending, ratings } from './ratings.ts'
import { agencyOf, calendarOf, newAgency } from './reference.ts'
import { staffHeard } from './staff-heard.ts'
import type { Service, UseCase } from './use-case.ts'

const sha256 = 'd'.repeat(64)

let number = 0
/** Feedback of a ward of its own, whose calendar then gets a day off more. */
async function planned(desk: Desk) {
  number += 1
  const [agency, calendar] = [newAgency(), `lich-${number}`]
  await desk.store.keep('AGENCY', agency, 1, agencyOf(agency, calendar))
  await desk.store.keep('CALENDAR', calendar, 1, calendarOf(calendar))
  const { id } = await desk.sent(report({ agency, dossier: undefined }))
  await desk.store.keep('CALENDAR', calendar, 2, calendarOf(calendar, '2026-11-18'))
  const broken = async () => {
    const edition = (await desk.store.find(id))?.deadlineVersion
    return edition === 2 ? [] : [`the clock was set ${edition} times, not twice`]
  }
  return { agency, id, broken }
}

const consumers: UseCase<Desk>[] = [
  {
    does: 'hear that a file is bad',
    by: 'on-attachment.ts',
    async prepare(desk) {
      const id = randomUUID()
      const { id: feedback } = await desk.sent(note({ attachments: [{ id, sha256 }] }))
      const data = { id, sha256, status: 'REJECTED', reason: 'TYPE_MISMATCH', feedback }
      return { ask: heard({ type: 'attachment.rejected', subject: id, version: 2, data }) }
    },
  },
  {
    does: 'hear that a dossier has ended',
    by: 'on-dossier.ts',
    prepare: async () => ({ ask: heard(ending().event) }),
  },
  {
    does: 'hear of an agency whose hours change and of its calendar',
    by: 'on-reference.ts',
    async prepare() {
      number += 1
      const [id, calendar] = [newAgency(), `lich-${number}`]
      const changed = (version: number, point: object) => ({
        ...{ type: 'agency.changed', subject: id, version },
        data: agencyOf(id, calendar, point),
      })
      return {
        ask: heard(changed(1, {}), changed(2, { hours: [{ from: '08:00', to: '16:00' }] }), {
          ...{ type: 'calendar.published', subject: calendar, version: 1, data: calendarOf(calendar) },
        }),
      }
    },
  },
  {
    does: 'set the clocks of an agency anew',
    by: 'on-replan.ts',
    async prepare(desk) {
      const { agency, broken } = await planned(desk)
      return { ask: queued({ agency, list: 'open' }), broken }
    },
  },
  {
    does: 'set one clock anew',
    by: 'on-replan.ts',
    async prepare(desk) {
      const { id, broken } = await planned(desk)
      return { ask: queued({ feedback: id }), broken }
    },
  },
]

export const feedback: Service<Desk> = {
  service: 'feedback',
  async open() {
    setClock('2026-11-16T02:00:00.000Z')
    return { desk: await openDesk(), close: freeClock }
  },
  useCases: [...feedbackActs, ...ratings, ...consumers, staffHeard(), published()],
}
