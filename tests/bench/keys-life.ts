import { createHash } from 'node:crypto'
import { firstQuestionnaire } from '../../functions/feedback/questionnaire.ts'
import { endings } from '../../functions/feedback/store-endings.ts'
import { ratings } from '../../functions/feedback/store-ratings.ts'
import { toldOf } from '../../functions/integrations/city-state.ts'
import { feeding } from '../../functions/integrations/store.ts'
import type { DossierEvent } from '../../functions/reminders/copies.ts'
import { heardOfDossier } from '../../functions/reminders/heard.ts'
import { copies, planning } from '../../functions/reminders/store.ts'
import type { Table } from '../../shared/dynamodb/client.ts'
import type { JournalItem } from '../../shared/dynamodb/journal.ts'
import { type DomainEvent, eventOf } from '../../shared/events/envelope.ts'
import { indexes as dossierIndexes } from '../service/dossiers/office.ts'
import { indexes as feedbackIndexes } from '../service/feedback/office.ts'
import { calendar, filedAt, ward, wardCopy } from './growth-filing.ts'
import { bytesOf, type Heat, heatOf, type Indexes } from './keys-heat.ts'
import { journey } from './keys-journey.ts'
import { mails } from './keys-mails.ts'
import { type Row, recorder } from './scale-recorder.ts'

const dueAt = '2026-01-09T10:00:00.000Z'
const warnedAt = '2026-01-08T01:00:00.000Z'
const token = '0123456789AB'

/** What one step in the life of a dossier puts on which partitions. */
export interface Step {
  service: string
  step: string
  heat: Heat[]
}

/** A table of a service, with what is put on its partitions. */
function heard(service: string, indexes: Indexes = {}) {
  const heat: Heat[] = []
  const rows: Row[] = []
  const kept = new Map<string, number>()
  const { table } = recorder({
    hear(written) {
      heat.push(...heatOf(service, indexes, written))
      if (written.after) rows.push(written.after)
      kept.set(`${written.key.pk} ${written.key.sk}`, bytesOf(written.after))
    },
  })
  return { service, table, heat, rows, kept }
}

/** Everybody who hears of a dossier, each with the work of its consumer. */
async function listeners() {
  const reminders = heard('reminders')
  const kept = copies(reminders.table)
  await kept.keepAgency(ward, 1, wardCopy)
  await kept.keepCalendar(calendar.id, 1, calendar)
  const { hear, tell } = planning(reminders.table)
  const integrations = heard('integrations')
  const { take } = feeding(integrations.table, () => filedAt)
  const notifications = heard('notifications')
  const feedback = heard('feedback', feedbackIndexes)
  const desk = rating(feedback.table)
  const mail = mails(notifications.table)
  const works: [ReturnType<typeof heard>, (event: DomainEvent) => Promise<unknown>][] = [
    [reminders, (event) => hear(heardOfDossier(event as unknown as DossierEvent), filedAt)],
    [integrations, (event) => take([toldOf(event)].flatMap((told) => told ?? []))],
    [notifications, mail],
    [feedback, async (event) => (event.type === 'dossier.completed' ? desk.end(event) : undefined)],
  ]
  reminders.heat.splice(0)
  return {
    reminders,
    feedback,
    works,
    warn: (code: string) => tell({ subject: code, at: warnedAt }, () => warnedAt),
    rate: desk.rate,
  }
}

function rating(table: Table) {
  const { keep, of: ended } = endings(table)
  const hash = async (text: string) => createHash('sha256').update(text).digest('base64url')
  const { give } = ratings(table, { hash, ended })
  const scores = Object.fromEntries(firstQuestionnaire.criteria.map(({ code }) => [code, 2]))
  const request = { now: filedAt, clientAddress: '198.51.100.7' }
  return {
    end: async ({ subject, version }: DomainEvent) =>
      keep(subject, version, { agency: ward, tokenHash: await hash(token) }),
    rate: (code: string) => give(code, token, scores, request),
  }
}

/**
 * The life of one dossier through the services' own stores, from its filing to the rating of its desk: which partitions
 * are written, with how many units. Its officer is warned once, its applicant has two mails.
 */
export async function lifeOfADossier(): Promise<{ code: string; steps: Step[]; rowBytes: number }> {
  const dossiers = heard('dossiers', dossierIndexes)
  const way = await journey(dossiers.table)
  const { reminders, feedback, works, warn, rate } = await listeners()
  dossiers.heat.splice(0)
  const steps: Step[] = []
  const done = async (step: string, { service, heat }: ReturnType<typeof heard>, work: () => Promise<unknown>) => {
    await work()
    if (heat.length > 0) steps.push({ service, step, heat: heat.splice(0) })
  }
  for (const [name, work] of way.steps) {
    dossiers.rows.splice(0)
    await done(name, dossiers, work)
    const entry = dossiers.rows.find(({ sk }) => sk.startsWith('JOURNAL#'))
    const event = eventOf('dossiers', entry as Row & JournalItem)
    // A limit of some days: what is due at once has no warning.
    const due = { ...event, data: { ...event.data, dueAt } }
    for (const [listener, hear] of works) await done(`hears ${event.type}`, listener, () => hear(due))
    if (name === 'note') await done('warns', reminders, () => warn(way.code()))
  }
  await done('look-up', dossiers, way.lookUp)
  await done('rating', feedback, () => rate(way.code()))
  const tables = [dossiers, ...works.map(([listener]) => listener)]
  return { code: way.code(), steps, rowBytes: tables.reduce((sum, { kept }) => sum + keptBytes(kept), 0) }
}

/** Copies that are there once for all, and what goes within days. */
const notItsOwn = /^(AGENCY|CALENDAR|PROCEDURE|STAFF|SWEEP|FEEDDAY|CODE|BUDGET|KEY)\b/

const keptBytes = (kept: Map<string, number>) =>
  [...kept].reduce((sum, [key, bytes]) => sum + (notItsOwn.test(key) ? 0 : bytes), 0)
