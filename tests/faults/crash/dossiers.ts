import { randomUUID } from 'node:crypto'
import { type Desk, marriage, online, openDesk } from '../../service/dossiers/desk.ts'
import { heard, queued, requested } from './asking.ts'
import { freeClock, setClock } from './clock.ts'
import { dossierActs } from './dossier-acts.ts'
import { published } from './published.ts'
import { agencyOf, calendarOf, newAgency } from './reference.ts'
import { staffHeard } from './staff-heard.ts'
import type { Service, UseCase } from './use-case.ts'

const city = 'machine:city-system'
const sha256 = 'c'.repeat(64)

/** Of the answer to a filing what the filer holds in his hand. */
const receipt = ({ code, secret }: { code: string; secret: string }) => ({ code, secret })

/** One who files: once, whatever is lost, and the receipt opens what he filed. */
const filing = (who: string, body: object, how: string): UseCase<Desk> => ({
  does: `file ${how}`,
  by: 'api.ts',
  route: 'POST /v1/dossiers',
  prepare: async (desk) => ({
    ask: requested('POST /v1/dossiers', { who, body, answer: receipt }),
    async broken(outcomes) {
      const held = outcomes.map(({ answer }) => answer as ReturnType<typeof receipt>)
      const read = await Promise.all(held.map((each) => desk.as(undefined, 'POST /v1/lookups', { body: each })))
      return read.flatMap(({ status }) => (status === 200 ? [] : [`the receipt opens nothing: ${status}`]))
    },
  }),
})

let number = 0
/** A ward of its own with a calendar of its own. */
async function ward(desk: Desk) {
  number += 1
  const [id, calendar] = [newAgency(), `lich-${number}`]
  // Nobody else's name: who was looked up elsewhere a moment ago is remembered without this ward.
  const clerk = `clerk-of-${id}`
  const staff = { agency: id, role: 'clerk', unit: 'mot-cua', name: clerk, active: true }
  await Promise.all([
    desk.store.keep('AGENCY', id, 1, agencyOf(id, calendar)),
    desk.store.keep('CALENDAR', calendar, 1, calendarOf(calendar)),
    desk.store.keepStaff(clerk, id, 1, staff),
  ])
  return { id, calendar, clerk }
}

/** Dossiers of a ward of their own, whose calendar then gets a day off more. */
async function planned(desk: Desk, howMany: number) {
  const { id, calendar, clerk } = await ward(desk)
  const codes: string[] = []
  for (let n = 0; n < howMany; n += 1) {
    const { status, body } = await desk.file(clerk, marriage({ case: 'VERIFICATION', receivingPoint: `${id}-01` }))
    if (status !== 201) throw new Error(`filing: ${status} ${JSON.stringify(body)}`)
    codes.push(body.code)
  }
  await desk.store.keep('CALENDAR', calendar, 2, calendarOf(calendar, '2026-11-18'))
  const broken = async () => {
    const editions = await Promise.all(codes.map(async (code) => (await desk.store.find(code))?.deadlineVersion))
    return editions.flatMap((edition) => (edition === 2 ? [] : [`a deadline was counted ${edition} times, not twice`]))
  }
  return { id, codes, broken }
}

/** Has a dossier with a file of this id among its papers. */
async function naming(desk: Desk, id: string): Promise<string> {
  const body = marriage()
  const [first, ...others] = body.papers as { paper: string }[]
  const papers = [{ ...first, attachments: [{ id, sha256 }] }, ...others]
  return (await desk.file('clerk-1', { ...body, papers })).body.code
}

const event = (type: string, subject: string, version: number, data: object) => ({ type, subject, version, data })

const consumers: UseCase<Desk>[] = [
  {
    does: 'hear that a file is bad',
    by: 'on-attachment.ts',
    async prepare(desk) {
      const id = randomUUID()
      const dossier = await naming(desk, id)
      const uploader = { id: 'clerk-1', agencies: ['H26.125'] }
      const data = { id, sha256, status: 'REJECTED', reason: 'TYPE_MISMATCH', uploader, dossier }
      return { ask: heard(event('attachment.rejected', id, 2, data)) }
    },
  },
  {
    does: 'hear that a notice reached nobody',
    by: 'on-notification.ts',
    async prepare(desk) {
      const { code } = (await desk.file('clerk-1', marriage())).body
      const id = randomUUID()
      const data = { id, subject: code, to: 'APPLICANT', status: 'PERMANENT_FAILURE', reason: 'BOUNCED' }
      return { ask: heard(event('notification.failed', id, 1, data)) }
    },
  },
  {
    does: 'hear of an agency whose hours change',
    by: 'on-reference.ts',
    async prepare() {
      const id = newAgency()
      const hours = [{ from: '08:00', to: '16:00' }]
      return {
        ask: heard(
          event('agency.changed', id, 1, agencyOf(id, 'vn-civil-service')),
          event('agency.changed', id, 2, agencyOf(id, 'vn-civil-service', { hours })),
        ),
      }
    },
  },
  {
    does: 'hear of a calendar',
    by: 'on-reference.ts',
    async prepare() {
      number += 1
      const id = `lich-${number}`
      const agency = newAgency()
      return {
        ask: heard(
          event('agency.changed', agency, 1, agencyOf(agency, id)),
          event('calendar.published', id, 1, calendarOf(id)),
        ),
      }
    },
  },
  {
    does: 'count the deadlines of an agency anew',
    by: 'on-replan.ts',
    async prepare(desk) {
      const { id, broken } = await planned(desk, 2)
      return { ask: queued({ agency: id }), broken }
    },
  },
  {
    does: 'count one deadline anew',
    by: 'on-replan.ts',
    async prepare(desk) {
      const { codes, broken } = await planned(desk, 1)
      return { ask: queued({ dossier: codes[0] }), broken }
    },
  },
]

export const dossiers: Service<Desk> = {
  service: 'dossiers',
  async open() {
    setClock('2026-11-16T02:10:00.000Z')
    process.env.CLIENT_IDS = ['test', city].join()
    const desk = await openDesk()
    const row = { role: 'integration', unit: 'lien-thong', name: 'Hệ thống của thành phố', active: true }
    await desk.store.keepStaff(city, 'H26.125', 1, { ...row, agency: 'H26.125' })
    return { desk, close: freeClock }
  },
  useCases: [
    filing('clerk-1', marriage(), 'at the desk'),
    filing('citizen-1', online(), 'online'),
    filing(city, online(), 'as a machine of the city'),
    ...dossierActs,
    ...consumers,
    staffHeard(),
    published(),
  ],
}
