import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { calendar } from '../../unit/calendar/office.ts'
import { local } from '../../unit/reminders/sample.ts'
import { type Asked, call, freshTable, token, useTestIssuer } from '../harness.ts'

export { local } from '../../unit/reminders/sample.ts'

export const ward = 'H26.125'
export const otherWard = 'H26.999'
export const city = 'H26'
/** Where a mail or a calendar leads people to. */
export const pages = 'https://desk.example.vn'

const clockFile = join(mkdtempSync(join(tmpdir(), 'motcua-reminders-')), 'clock.json')
const message = (detail: object) => ({ Records: [{ messageId: 'm', body: JSON.stringify({ detail }) }] })

/** Sets the clock of the functions of this process; it runs on from there. */
export function setClock(instant: string): void {
  process.env.CLOCK_FILE = clockFile
  writeFileSync(clockFile, JSON.stringify({ offsetMs: Date.parse(instant) - Date.now() }))
}

const hours = calendar.sessions
const point = (id: string) => ({ id, name: id, hours, calendar: calendar.id, saturdayDesk: false })
const agency = (id: string, name: string, lineage: string[] = []) => ({
  type: 'agency.changed',
  subject: id,
  version: 1,
  data: {
    agency: { id, name },
    receivingPoints: [point(`${id}-01`)],
    policy: { saturdayDesk: false, dueSoonWd: 1 },
    lineage,
  },
})

/** The service with a table of its own, on Mon 16/11/2026 at 9:00: two wards of a city, and what it hears of dossiers. */
export async function openDesk() {
  const table = await freshTable('reminders')
  Object.assign(process.env, { TABLE: table.name, BUS: 'none', PAGES: pages })
  useTestIssuer()
  setClock(local('2026-11-16 09:00'))
  const { handler, routes } = await import('../../../functions/reminders/api.ts')
  const { handler: onDossier } = await import('../../../functions/reminders/on-dossier.ts')
  const { handler: onFeedback } = await import('../../../functions/reminders/on-feedback.ts')
  const { handler: onReference } = await import('../../../functions/reminders/on-reference.ts')
  const { handler: onDue } = await import('../../../functions/reminders/on-due.ts')

  const heard = async (consumer: typeof onDossier, event: object) => {
    const { batchItemFailures: failed } = await consumer(message(event))
    if (failed.length > 0) throw new Error(`not heard: ${JSON.stringify(event)}`)
  }
  const { version, ...published } = calendar
  for (const event of [
    { type: 'calendar.published', subject: calendar.id, version, data: { version, ...published } },
    agency(city, 'Ủy ban nhân dân thành phố Mẫu'),
    agency(ward, 'Ủy ban nhân dân phường Ví Dụ', [city]),
    agency(otherWard, 'Ủy ban nhân dân phường Khác', [city]),
  ]) {
    await heard(onReference, event)
  }

  const staff = (person: string, at: string, role = 'clerk', edition = 1, active = true) =>
    heard(onReference, {
      type: 'staff.changed',
      subject: person,
      version: edition,
      data: { person, agency: at, role, unit: 'Một cửa', name: person, active },
    })

  /** An event of a dossier that is due on Thu 19/11/2026 at 17:00, unless it says otherwise. */
  const dossier = (code: string, edition: number, type: string, data: object = {}) =>
    heard(onDossier, {
      type: `dossier.${type}`,
      subject: code,
      version: edition,
      time: local(`2026-11-16 09:${String(edition).padStart(2, '0')}`),
      data: {
        code,
        agency: code.split('-')[0],
        receivingPoint: `${code.split('-')[0]}-01`,
        status: 2,
        acceptedAt: local('2026-11-16 09:00'),
        dueAt: local('2026-11-19 17:00'),
        deadlineVersion: 1,
        by: { id: 'clerk-1', agency: ward },
        ...data,
      },
    })

  /** An event of a feedback at the ward that is due on Thu 19/11/2026 at 17:00, unless it says otherwise. */
  const feedback = (id: string, edition: number, type: string, data: object = {}) =>
    heard(onFeedback, {
      type: `feedback.${type}`,
      subject: id,
      version: edition,
      time: local(`2026-11-16 09:${String(edition).padStart(2, '0')}`),
      data: {
        ...{ id, agency: ward, receivingPoint: `${ward}-01`, kind: 'PHAN_ANH', channel: 'COUNTER', status: 'RECEIVED' },
        ...{ receivedAt: local('2026-11-16 09:00'), dueAt: local('2026-11-19 17:00'), deadlineVersion: 1 },
        ...{ by: { id: 'clerk-1', agency: ward }, ...data },
      },
    })

  const as = (who: string | undefined, request: string, asked: Asked = {}) =>
    call(handler, request, { ...(who === undefined ? {} : { token: token(who) }), ...asked })

  return { table, handler, routes, as, dossier, feedback, staff, sweep: onDue }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>
