import { randomUUID } from 'node:crypto'
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb'
import { sdk } from '../../infra/local/aws.ts'
import type { Desk } from '../../infra/local/desk.ts'
import { caller } from '../../infra/local/first-dossier/caller.ts'
import { file } from '../../infra/local/first-dossier/dossiers.ts'
import { until } from '../../infra/local/first-dossier/until.ts'
import { type Mail, readMailbox } from '../../infra/local/mailbox.ts'
import { documents } from '../../shared/dynamodb/client.ts'
import { itemSize } from '../../shared/testing/item-size.ts'
import { costOfTick } from '../service/due/measured.ts'
import { ascending, type Figure, percentile } from './figures.ts'
import { tokenOf } from './whole-desk.ts'

const dueAtATick = 100
const dueInAMinute = 1_000
const committed = 60
const minute = 60_000

/** Reminders on a whole desk: what a tick reads, how late mails are, how soon a dossier has its deadline. */
export const reminders = async (desk: Desk): Promise<Figure[]> => [
  ...(await heardAfter(desk)),
  ...(await lateness(desk)),
  ...(await ticks(desk)),
]

/** What a tick reads, against a naive one that looks at every open deadline. */
async function ticks({ endpoint }: Desk): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const open of [10_000, 100_000]) {
    const base = new DynamoDBClient(sdk(endpoint))
    const name = `due-${randomUUID()}`
    const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType })
    await base.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      }),
    )
    const { rcu, wcu, rowsPerDue } = await costOfTick({ base, name }, open, dueAtATick)
    const naive = await scanOf(new DynamoDBClient(sdk(endpoint)), name)
    const what = `sweep, ${open} open, ${dueAtATick} due`
    const note = `a naive scan per tick: ${naive.rows / dueAtATick} rows for each that is due, ${naive.rcu} RCU`
    figures.push(
      { figure: `${what}: rows read ÷ due`, value: rowsPerDue, unit: '×', limit: 1, goal: 1, better: 'less', note },
      { figure: `${what}: RCU`, value: rcu, unit: 'RCU', limit: 9, goal: 9, better: 'less', note: `and ${wcu} WCU` },
    )
  }
  return figures
}

async function scanOf(base: DynamoDBClient, TableName: string) {
  let [rows, bytes] = [0, 0]
  for await (const { Items = [] } of paginateScan({ client: documents(base) }, { TableName })) {
    rows += Items.length
    for (const item of Items) bytes += itemSize(Object.fromEntries(Object.entries(item).map(([k, v]) => [k, { S: v }])))
  }
  return { rows, rcu: Math.ceil(bytes / 8192) }
}

/** From the answer to a filing until the deadline's row stands in the table of `reminders`, in milliseconds. */
async function heardAfter(desk: Desk): Promise<Figure[]> {
  const call = caller(desk.frontDoor, tokenOf(desk))
  const client = documents(new DynamoDBClient(sdk(desk.endpoint)))
  const took: number[] = []
  const asked = { procedure: '2.000815', channel: 'DESK', receivingPoint: desk.receivingPoint, files: [] } as const
  const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Thử' }
  for (let n = 0; n < committed; n += 1) {
    const { code } = await file(call, 'clerk', { ...asked, files: [], applicant })
    const began = performance.now()
    const Key = { pk: `DEADLINE#${code}`, sk: 'HEAD' }
    await until(`the deadline of ${code}`, async () => {
      const { Item } = await client.send(new GetCommand({ TableName: 'motcua-reminders', Key }))
      return Item
    })
    took.push(performance.now() - began)
  }
  const sorted = ascending(took)
  const note = `p50 ${percentile(sorted, 0.5).toFixed(0)}, max ${sorted.at(-1)?.toFixed(0)} ms; asked every 50 ms, ${committed} filings`
  const value = percentile(sorted, 0.99) / 1000
  return [{ figure: "commit → consumer's row, p99", value, unit: 's', limit: 2, goal: 2, better: 'less', note }]
}

/** A thousand dossiers due within one minute of the real clock, each to be mailed to its officer once. */
async function lateness(desk: Desk): Promise<Figure[]> {
  const officer = desk.signIns.clerk?.person ?? ''
  const first = Date.now() + minute / 2
  const due = new Map(
    Array.from({ length: dueInAMinute }, (_, index) => [
      `H26.125-${new Date().toISOString().slice(2, 10).replaceAll('-', '')}-${90_000 + index}`,
      new Date(first + Math.floor((index * minute) / dueInAMinute)).toISOString(),
    ]),
  )
  await publish(desk, [...due], officer)
  const mailed = await mailsFor(desk, due, first + minute + 2 * minute)
  const late: number[] = []
  let [doubles, losses] = [0, 0]
  for (const [code, dueAt] of due) {
    const [mail, ...more] = mailed.get(code) ?? []
    doubles += more.length
    if (!mail) losses += 1
    else late.push((Date.parse(mail.at) - Date.parse(dueAt)) / 1000)
  }
  const sorted = ascending(late)
  const title = `${dueInAMinute} due in one minute`
  const seconds = (value: number | undefined) => Number((value ?? Number.NaN).toFixed(1))
  const note = `p50 ${seconds(percentile(sorted, 0.5))} s, max ${seconds(sorted.at(-1))} s; the schedule ticks every 60 s, the local one up to 10 s late`
  const none = { unit: 'mails', limit: 0, goal: 0, better: 'less' } as const
  return [
    {
      figure: `${title}: lateness, p99`,
      value: seconds(percentile(sorted, 0.99)),
      unit: 's',
      goal: 120,
      better: 'less',
      note,
    },
    { figure: `${title}: mailed twice`, value: doubles, ...none },
    { figure: `${title}: not mailed`, value: losses, ...none },
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
