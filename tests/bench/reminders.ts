import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { sdk } from '../../infra/local/aws.ts'
import type { Desk } from '../../infra/local/desk.ts'
import { type Mail, readMailbox } from '../../infra/local/mailbox.ts'
import { ascending, type Figure, percentile } from './figures.ts'
import { reached } from './goals.ts'

const dueInAMinute = 1_000
const minute = 60_000
const patienceMs = 2 * minute

/** A thousand dossiers due within one minute of the real clock, each to be mailed to its officer once. */
export async function lateness(desk: Desk): Promise<Figure[]> {
  const officer = desk.signIns.clerk?.person ?? ''
  const first = Date.now() + minute / 2
  const due = new Map(
    Array.from({ length: dueInAMinute }, (_, index) => [
      `H26.125-${new Date().toISOString().slice(2, 10).replaceAll('-', '')}-${90_000 + index}`,
      new Date(first + Math.floor((index * minute) / dueInAMinute)).toISOString(),
    ]),
  )
  await publish(desk, [...due], officer)
  const mailed = await mailsFor(desk, due, first + minute + patienceMs)
  const late: number[] = []
  let [doubles, losses] = [0, 0]
  for (const [code, dueAt] of due) {
    const [mail, ...more] = mailed.get(code) ?? []
    doubles += more.length
    if (!mail) losses += 1
    else late.push((Date.parse(mail.at) - Date.parse(dueAt)) / 1000)
  }
  const sorted = ascending(late)
  const seconds = (value: number | undefined) => Number((value ?? Number.NaN).toFixed(1))
  const note = `p50 ${seconds(percentile(sorted, 0.5))} s, max ${seconds(sorted.at(-1))} s; the schedule ticks every 60 s, the local one up to 10 s late`
  return [
    reached('lateness', seconds(percentile(sorted, 0.99)), note),
    reached('lateness-lost', losses, `within ${patienceMs / minute} minutes after the last was due`),
    reached('lateness-twice', doubles),
  ]
}

/** Puts the acceptance of each dossier on the bus, as `dossiers` would. */
async function publish({ endpoint, agency, receivingPoint }: Desk, due: [string, string][], officer: string) {
  const bus = new EventBridgeClient(sdk(endpoint))
  const at = new Date().toISOString()
  for (let start = 0; start < due.length; start += 10) {
    const Entries = due.slice(start, start + 10).map(([code, dueAt]) => {
      const who = { id: officer, agency }
      const dates = { submittedAt: at, acceptedAt: at, dueAt, originalDueAt: dueAt, deadlineVersion: 1 }
      const about = { code, agency, receivingPoint, procedure: { code: '2.000815', version: 1 }, channel: 'DESK' }
      const data = { ...about, ...dates, status: 2, supplements: 0, extensions: 0, filedBy: who, by: who }
      const type = 'dossier.accepted'
      const known = { specversion: '1.0', id: `bench:${code}`, source: 'motcua.dossiers', type, subject: code, agency }
      const detail = { ...known, time: at, datacontenttype: 'application/json', version: 1, data }
      return { EventBusName: 'motcua', Source: 'motcua.dossiers', DetailType: type, Detail: JSON.stringify(detail) }
    })
    const { FailedEntryCount: failed } = await bus.send(new PutEventsCommand({ Entries }))
    if (failed) throw new Error(`${failed} events were not taken`)
  }
}

/** The mails about each of these dossiers: waits until all have one, or the time is over, and a moment for doubles. */
async function mailsFor({ endpoint }: Desk, due: Map<string, string>, until: number): Promise<Map<string, Mail[]>> {
  for (;;) {
    const found = new Map<string, Mail[]>()
    for (const mail of await readMailbox(endpoint)) {
      const code = /H26\.125-\d{6}-9\d{4}/.exec(`${mail.subject}\n${mail.text}`)?.[0]
      if (code && due.has(code)) found.set(code, [...(found.get(code) ?? []), mail])
    }
    if (found.size === due.size || Date.now() > until) return found
    await new Promise((resume) => setTimeout(resume, 2_000))
  }
}
