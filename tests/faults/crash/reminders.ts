import { city, openDesk, ward } from '../../service/reminders/api-desk.ts'
import { heard, requested } from './asking.ts'
import { freeClock } from './clock.ts'
import type { Desk } from './deadlines.ts'
import { hearings } from './hearing.ts'
import { published } from './published.ts'
import { agencyOf, calendarOf, newAgency } from './reference.ts'
import { tellings } from './rungs.ts'
import { staffHeard } from './staff-heard.ts'
import type { Service } from './use-case.ts'

let number = 0
/** Somebody of the ward who has no feeds yet. */
async function officer(desk: Desk): Promise<string> {
  number += 1
  await desk.staff(`officer-${number}`, ward, 'specialist')
  return `officer-${number}`
}

export const reminders: Service<Desk> = {
  service: 'reminders',
  open: async () => ({ desk: await openDesk(), close: freeClock }),
  useCases: [
    ...hearings,
    ...tellings,
    {
      does: 'make a calendar feed',
      by: 'api.ts',
      route: 'POST /v1/feeds',
      async prepare(desk) {
        const who = await officer(desk)
        return {
          ask: requested('POST /v1/feeds', { who, body: { of: 'MINE' } }),
          async broken(outcomes) {
            const urls = outcomes.map(({ answer }) => (answer as { url: string }).url)
            const read = await Promise.all(urls.map((url) => desk.as(undefined, `GET ${url}`)))
            return read.flatMap(({ status }) => (status === 200 ? [] : [`its address opens nothing: ${status}`]))
          },
        }
      },
    },
    {
      does: 'revoke a calendar feed',
      by: 'api.ts',
      route: 'DELETE /v1/feeds/{id}',
      async prepare(desk) {
        const who = await officer(desk)
        const { body } = await desk.as(who, 'POST /v1/feeds', { body: { of: 'MINE' } })
        return {
          ask: requested(`DELETE /v1/feeds/${body.id}`, { who, answer: () => undefined }),
          async broken() {
            const { status } = await desk.as(undefined, `GET ${body.url}`)
            return status === 404 ? [] : [`its address is answered with ${status}`]
          },
        }
      },
    },
    {
      does: 'hear of an agency and its calendar',
      by: 'on-reference.ts',
      async prepare() {
        number += 1
        const [id, calendar] = [newAgency(), `lich-${number}`]
        return {
          ask: heard(
            { type: 'agency.changed', subject: id, version: 1, data: { ...agencyOf(id, calendar), lineage: [city] } },
            { type: 'calendar.published', subject: calendar, version: 1, data: calendarOf(calendar) },
          ),
        }
      },
    },
    staffHeard(),
    published(),
  ],
}
