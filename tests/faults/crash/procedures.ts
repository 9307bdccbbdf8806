import { calendarSeed, desk as openDesk, publication } from '../../service/procedures/desk.ts'
import { requested } from './asking.ts'
import { published } from './published.ts'
import { staffHeard } from './staff-heard.ts'
import type { Service } from './use-case.ts'

type Desk = Awaited<ReturnType<typeof openDesk>>

const { body: calendar } = calendarSeed()
let number = 0
const newCode = (): string => `8.${100_000 + ++number}`
const newCalendar = (): string => `lich-${++number}`
const who = 'administrator'
const first = publication({ effectiveFrom: '2026-01-01' })

async function known(desk: Desk): Promise<string> {
  const code = newCode()
  const { status } = await desk.asAdministrator(`POST /v1/procedures/${code}/versions`, first)
  if (status !== 201) throw new Error(`publishing: ${status}`)
  return code
}

export const procedures: Service<Desk> = {
  service: 'procedures',
  open: async () => ({ desk: await openDesk() }),
  useCases: [
    {
      does: 'publish a procedure',
      by: 'api.ts',
      route: 'POST /v1/procedures/{code}/versions',
      prepare: async () => ({ ask: requested(`POST /v1/procedures/${newCode()}/versions`, { who, body: first }) }),
    },
    {
      does: 'publish its second version',
      by: 'api.ts',
      route: 'POST /v1/procedures/{code}/versions',
      async prepare(desk) {
        const body = publication({ effectiveFrom: '2027-01-01' })
        return { ask: requested(`POST /v1/procedures/${await known(desk)}/versions`, { who, body }) }
      },
    },
    {
      does: 'retire a procedure',
      by: 'api.ts',
      route: 'POST /v1/procedures/{code}/retire',
      async prepare(desk) {
        const body = { effectiveTo: '2026-12-31' }
        return { ask: requested(`POST /v1/procedures/${await known(desk)}/retire`, { who, body }) }
      },
    },
    {
      does: 'publish a calendar',
      by: 'api.ts',
      route: 'POST /v1/calendars/{id}/versions',
      prepare: async () => ({
        ask: requested(`POST /v1/calendars/${newCalendar()}/versions`, { who, body: calendar }),
      }),
    },
    {
      does: 'publish its second version with one day less',
      by: 'api.ts',
      route: 'POST /v1/calendars/{id}/versions',
      async prepare(desk) {
        const path = `POST /v1/calendars/${newCalendar()}/versions`
        await desk.asAdministrator(path, calendar)
        return { ask: requested(path, { who, body: { ...calendar, days: calendar.days.slice(1) } }) }
      },
    },
    {
      does: 'calculate a deadline',
      by: 'api.ts',
      route: 'POST /v1/deadlines',
      async prepare(desk) {
        const id = newCalendar()
        await desk.asAdministrator(`POST /v1/calendars/${id}/versions`, calendar)
        const body = { calendar: id, acceptedAt: '2026-11-16T09:00:00+07:00', limit: { unit: 'WORKING_DAY', value: 3 } }
        return { ask: requested('POST /v1/deadlines', { body }) }
      },
    },
    staffHeard(),
    published(),
  ],
}
