import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { contactSealer } from '../../../shared/crypto/contact.ts'
import type { Table } from '../../../shared/dynamodb/client.ts'
import type { JournalItem } from '../../../shared/dynamodb/journal.ts'
import { clerk, openDesk as openAgencies, point, ward } from '../../service/agencies/desk.ts'
import { openDesk as openAttachments } from '../../service/attachments/desk.ts'
import { pdf } from '../../service/attachments/samples.ts'
import { openDesk as openDossiers } from '../../service/dossiers/desk.ts'
import { openDesk as openFeedback } from '../../service/feedback/desk.ts'
import { calendarSeed, desk as openProcedures, procedureSeeds } from '../../service/procedures/desk.ts'
import { home, start } from './start.ts'
import type { Item } from './tables.ts'
import { dossierWays, feedbackWays } from './ways.ts'

/** Everything that a service stored of one thing, its journal in it. */
export interface Story {
  service: string
  /** The id by which others speak of it. */
  subject: string
  items: Item[]
}
export const journalOf = ({ items }: Story): JournalItem[] =>
  items.filter(({ sk }) => sk.startsWith('JOURNAL#')) as unknown as JournalItem[]

/** Puts the clock of the functions of this process somewhere, from where it goes on. */
export function movableClock(folder: string) {
  const file = join(mkdtempSync(join(folder, 'clock-')), 'clock.json')
  const set = (instant: number) => writeFileSync(file, JSON.stringify({ offsetMs: instant - Date.now() }))
  set(Date.parse(start))
  process.env.CLOCK_FILE = file
  return { set, now: () => Date.now() + (JSON.parse(readFileSync(file, 'utf8')) as { offsetMs: number }).offsetMs }
}
export type Clock = ReturnType<typeof movableClock>

async function collection({ client, name }: Table, pk: string): Promise<Item[]> {
  const { Items: items = [] } = await client.send(
    new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    }),
  )
  return items as Item[]
}

/** One of a list, going round. */
const one = <Each>(list: Each[], at: number): Each => list[at % list.length] as Each

interface Answer {
  status: number
  body: unknown
}
function expected(answer: Answer, what: string): void {
  if (answer.status >= 300) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`)
}

/** The services that begin something, each on a table of its own; what they write down is told elsewhere. */
export async function openSource(clock: Clock) {
  const agencies = await openAgencies()
  const procedures = await openProcedures()
  const attachments = await openAttachments()
  const feedback = await openFeedback()
  const dossiers = await openDossiers()
  await attachments.staff('specialist-1', home, 'specialist')
  const reseal = contactSealer(feedback.kms, process.env.CONTACT_KEY ?? '')
  const told = async (service: string, table: Table, pk: string): Promise<Story> => {
    const subject = pk.slice(pk.indexOf('#') + 1)
    return { service, subject, items: await collection(table, pk) }
  }

  /** An agency with a point, changed so often afterwards, and somebody registered there. */
  async function agency(id: string, changes = 0, people: string[][] = []): Promise<Story[]> {
    const path = `PUT /v1/agencies/${id}`
    expected(await agencies.ask(path, { ...ward, ...(id === 'H26' ? { level: 'PROVINCE' } : {}) }), path)
    if (id !== 'H26') expected(await agencies.ask(`${path}/receiving-points/${id}-01`, point), 'point')
    for (let n = 1; n <= changes; n += 1) expected(await agencies.ask(path, { ...ward, name: `Phường thứ ${n}` }), path)
    for (const [person = '', role = ''] of people) {
      const registered = { ...clerk, name: `Cán bộ ${person}`, role, email: `${person}@example.org` }
      expected(await agencies.ask(`${path}/staff/${person}`, registered), person)
    }
    const staff = people.map(([person]) => told('agencies', agencies.table, `STAFFING#${person}@${id}`))
    return Promise.all([told('agencies', agencies.table, `AGENCY#${id}`), ...staff])
  }

  async function calendar(): Promise<Story> {
    const { id, body } = calendarSeed()
    expected(await procedures.asAdministrator(`POST /v1/calendars/${id}/versions`, body), id)
    return told('procedures', procedures.table, `CALENDAR#${id}`)
  }

  async function procedure(code: string): Promise<Story> {
    const { code: _, ...body } = procedureSeeds()[0]
    expected(await procedures.asAdministrator(`POST /v1/procedures/${code}/versions`, body), code)
    const retired = await procedures.asAdministrator(`POST /v1/procedures/${code}/retire`, {
      effectiveTo: '2027-12-31',
    })
    expected(retired, code)
    return told('procedures', procedures.table, `PROCEDURE#${code}`)
  }

  /** A file that somebody of the ward stored, checked. */
  async function file(who: string): Promise<{ story: Story; reference: { id: string; sha256: string } }> {
    const id = await attachments.upload(who, pdf())
    const story = await told('attachments', attachments.table, `ATTACHMENT#${id}`)
    const { sha256 } = story.items.find(({ sk }) => sk === 'HEAD') as unknown as { sha256: string }
    return { story, reference: { id, sha256 } }
  }

  /** A dossier that goes one of the ways, with the file that it rests on. */
  async function dossier(way: number): Promise<Story[]> {
    clock.set(Date.parse(start))
    // Every other file is a stranger's, which the dossier may not have.
    const stored = await file(way % 2 === 0 ? 'specialist-1' : 'stranger-1')
    await dossiers.checked(stored.reference.id, stored.reference.sha256)
    const { filing, steps } = one(dossierWays(stored.reference), way)
    const filed = await dossiers.file(...filing)
    expected(filed, 'filing')
    const { code } = filed.body
    for (const [index, [who = '', act, body]] of steps.entries())
      expected(await dossiers.act(who, act, code, index + 1, body), act)
    // Nobody can name a file before it has its record.
    return [stored.story, await told('dossiers', dossiers.table, `DOSSIER#${code}`)]
  }

  /** A feedback that goes one of the ways. */
  async function opinion(way: number): Promise<Story[]> {
    clock.set(Date.parse(start))
    const { sent, steps } = one(feedbackWays, way)
    const { id, secret } = await feedback.sent(sent)
    for (const [index, [who, act, body]] of steps(secret).entries())
      expected(await feedback.act(who, act, id, index + 1, body), act)
    const story = await told('feedback', feedback.table, `FEEDBACK#${id}`)
    // There are two services with a key of addresses each here, and one who opens them.
    for (const { data } of journalOf(story) as unknown as { data: { contact?: string } }[]) {
      if (data.contact === undefined) continue
      data.contact = await reseal({ feedback: id }, await feedback.openContact({ feedback: id }, data.contact))
    }
    return [story]
  }

  return { agency, calendar, procedure, file, dossier, opinion }
}

export type Source = Awaited<ReturnType<typeof openSource>>
