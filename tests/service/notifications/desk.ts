import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2'
import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { vi } from 'vitest'
import { contactSealer } from '../../../shared/crypto/contact.ts'
import { head, type JournalItem } from '../../../shared/dynamodb/journal.ts'
import { call, freshTable, token, useTestIssuer } from '../harness.ts'
import { openWire } from './wire.ts'

export const ward = 'H26.125'
export const otherWard = 'H26.999'
export const city = 'H26'
export const mailFrom = 'mot-cua@example.org'
const minute = 60_000

/** A morning on which the office is open. */
export const morning = '2026-11-26T01:00:00.000Z'

const folder = mkdtempSync(join(tmpdir(), 'motcua-notifications-'))
const clockFile = join(folder, 'clock.json')
const outbox = join(folder, 'sms')

const message = (body: unknown, messageId = 'm') => ({ messageId, body: JSON.stringify(body) })
const point = (id: string) => ({
  id,
  name: `Bộ phận một cửa ${id}`,
  address: 'Số 1 phố Ví Dụ',
  hours: [{ from: '08:00', to: '17:00' }],
  hotline: '0240000000',
})

let number = 0
/** A code that no other dossier of this test has. */
export const newCode = (at = ward): string => `${at}-261126-${String(++number).padStart(4, '0')}`

/** The id of a feedback that no other of this test has. */
export const newFeedback = (): string => `7K3M9Q${String(++number).padStart(4, '0')}`

/** The service with a table and keys of its own before a provider that behaves as it is told. */
export async function openDesk({ sms = false } = {}) {
  const table = await freshTable('notifications')
  const direct = process.env.AWS_ENDPOINT_URL ?? ''
  const kms = new KMSClient({ endpoint: direct })
  const { KeyMetadata: sealing } = await kms.send(new CreateKeyCommand({}))
  const hmac = new CreateKeyCommand({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })
  const { KeyMetadata: hashing } = await kms.send(hmac)
  await new SESv2Client({ endpoint: direct }).send(new CreateEmailIdentityCommand({ EmailIdentity: mailFrom }))
  const wire = await openWire(direct)
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: wire.endpoint,
    ...{ TABLE: table.name, BUS: 'none', MAIL_FROM: mailFrom, CONFIGURATION_SET: 'motcua' },
    ...{ PAGES: 'https://desk.example.vn', CONTACT_KEY: sealing?.KeyId, LOOKUP_KEY: hashing?.KeyId },
    ...{ CLOCK_FILE: clockFile, SMS_OUTBOX: sms ? outbox : '' },
  })
  useTestIssuer()
  const clock = { at: Date.parse(morning) }
  const setClock = (at: number) => {
    clock.at = at
    writeFileSync(clockFile, JSON.stringify({ offsetMs: at - Date.now() }))
  }
  setClock(clock.at)

  const { handler, routes } = await import('../../../functions/notifications/api.ts')
  const { handler: onDossier } = await import('../../../functions/notifications/on-dossier.ts')
  const { handler: onFeedback } = await import('../../../functions/notifications/on-feedback.ts')
  const { handler: onWebhook } = await import('../../../functions/notifications/on-webhook.ts')
  const { handler: onReminder } = await import('../../../functions/notifications/on-reminder.ts')
  const { handler: onProvider } = await import('../../../functions/notifications/on-provider.ts')
  const { handler: onReference } = await import('../../../functions/notifications/on-reference.ts')
  const { handler: onDue } = await import('../../../functions/notifications/on-due.ts')

  /** @returns whether the queue takes the message away. */
  const handled = async (consumer: typeof onDossier, body: unknown): Promise<boolean> =>
    (await consumer({ Records: [message(body)] })).batchItemFailures.length === 0
  const seal = contactSealer(kms, sealing?.KeyId ?? '')
  const now = () => new Date(Date.now() + JSON.parse(readFileSync(clockFile, 'utf8')).offsetMs).toISOString()

  /** An event of a dossier; by itself the one that takes it in at the desk. */
  const dossierEvent = (code: string, type = 'dossier.accepted', version = 1, data: object = {}, time = now()) => ({
    ...{ type, subject: code, version, time },
    data: {
      ...{ code, agency: code.slice(0, code.indexOf('-')), receivingPoint: `${code.slice(0, code.indexOf('-'))}-01` },
      ...{ status: 2, dueAt: '2026-12-03T10:00:00.000Z', originalDueAt: '2026-12-03T10:00:00.000Z' },
      ...{ deadlineVersion: 1, by: { id: 'lan', agency: ward }, ...data },
    },
  })
  const reminderEvent = (code: string, version = 1, data: object = {}, type = 'reminder.due') => ({
    ...{ type, subject: code, version, time: now() },
    data: {
      ...{ dossier: code, agency: code.slice(0, code.indexOf('-')), deadlineVersion: 1, officer: 'lan' },
      ...{ receivingPoint: `${code.slice(0, code.indexOf('-'))}-01`, dueAt: '2026-12-03T10:00:00.000Z' },
      ...(type === 'reminder.due' ? { kind: 'DUE_SOON', number: 1, to: 'OFFICER', plannedFor: now() } : {}),
      ...data,
    },
  })

  /** An event of a feedback at the ward; by itself the one that takes it in. */
  const feedbackEvent = (id: string, type = 'feedback.received', version = 1, data: object = {}) => ({
    ...{ type, subject: id, version, time: now() },
    data: {
      ...{ id, agency: ward, receivingPoint: `${ward}-01`, kind: 'PHAN_ANH', channel: 'WEB', status: 'RECEIVED' },
      ...{ receivedAt: morning, dueAt: '2026-12-17T10:00:00.000Z', deadlineVersion: 1, ...data },
    },
  })
  const feedbackDue = (id: string, version = 1, data: object = {}, type = 'reminder.due') => ({
    ...reminderEvent(`${ward}-x`, version, { feedback: id, toDo: 'ANSWER', dossier: undefined, ...data }, type),
    subject: id,
  })
  /** Nothing more is delivered to a webhook of an agency. */
  const webhookDisabled = (id: string, at: string, data: object = {}) => ({
    ...{ type: 'webhook.disabled', subject: id, version: 3, time: now() },
    data: {
      ...{ id, agency: at, state: 'DISABLED', reason: 'FAILED_TOO_LONG', host: 'city.example.org' },
      ...{ failingSince: '2026-11-25T01:00:00.000Z', ...data },
    },
  })

  const agency = (id: string, lineage: string[], version = 1) =>
    handled(onReference, {
      detail: {
        ...{ type: 'agency.changed', subject: id, version },
        data: { agency: { id, name: `Ủy ban nhân dân ${id}` }, receivingPoints: [point(`${id}-01`)], lineage },
      },
    })
  const staff = (person: string, at: string, role: string, more: object = {}, version = 1) => {
    const row = { person, agency: at, role, unit: 'Một cửa', name: `Cán bộ ${person}`, active: true, ...more }
    const data = { email: `${person}@example.org`, ...row }
    return handled(onReference, { detail: { type: 'staff.changed', subject: person, version, data } })
  }
  for (const [id, above] of [
    [city, []],
    [ward, [city]],
    [otherWard, [city]],
  ] as const)
    await agency(id, [...above])
  for (const [person, at, role] of [
    ['lan', ward, 'clerk'],
    ['huong', ward, 'leader'],
    ['minh', city, 'administrator'],
    ['tuan', otherWard, 'clerk'],
  ] as const) {
    await staff(person, at, role)
  }

  const scan = async (): Promise<Record<string, unknown>[]> => {
    const rows: Record<string, unknown>[] = []
    let from: Record<string, unknown> | undefined
    do {
      const page = await table.client.send(new ScanCommand({ TableName: table.name, ExclusiveStartKey: from }))
      rows.push(...(page.Items ?? []))
      from = page.LastEvaluatedKey
    } while (from)
    return rows
  }
  /** When the first row of what waits is due; never, where nothing waits. */
  const nextDue = async () => {
    const waiting = (await scan()).filter(({ pk }) => String(pk).startsWith('DUE#'))
    return Math.min(...waiting.map(({ sk }) => Date.parse(String(sk).split('#')[0] ?? '')))
  }
  const items = async (pk: string, begins = '') => {
    const { Items: found = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :begins)',
        ExpressionAttributeValues: { ':pk': pk, ':begins': begins || ' ' },
        ...(begins ? {} : { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }),
      }),
    )
    return found
  }

  const about = async (code: string, who = 'lan', query = '') =>
    call(handler, `GET /v1/notifications?subject=${code}${query}`, { token: token(who) })
  /** The messages about a dossier as the API shows them, the newest first. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was answered
  const messages = async (code: string, who = 'lan'): Promise<any[]> => (await about(code, who)).body.items ?? []

  return {
    ...{
      table,
      wire,
      handler,
      routes,
      kms,
      agency,
      staff,
      scan,
      items,
      about,
      messages,
      now,
      seal,
      dossierEvent,
      reminderEvent,
      feedbackEvent,
      feedbackDue,
      webhookDisabled,
    },
    ...{ onDossier, onReminder, onProvider, onDue, outbox, message },
    /** Gives the event of a dossier to its consumer. */
    hear: (event: object) => handled(onDossier, { detail: event }),
    hearFeedback: (event: object) => handled(onFeedback, { detail: event }),
    hearWebhook: (event: object) => handled(onWebhook, { detail: event }),
    remind: (event: object) => handled(onReminder, { detail: event }),
    /** By another instance of the function, which remembers nothing. */
    async remindAnew(event: object) {
      vi.resetModules()
      const { handler: another } = await import('../../../functions/notifications/on-reminder.ts')
      return handled(another, { detail: event })
    },
    /** A dossier is taken in; its applicant has left this address. */
    async accepted(code: string, contact?: { email?: string; phone?: string }, data: object = {}) {
      const sealed = contact ? { contact: await seal({ dossier: code }, contact) } : {}
      return handled(onDossier, { detail: dossierEvent(code, 'dossier.accepted', 1, { ...sealed, ...data }) })
    },
    /** A feedback comes in; its author has left this address. */
    async received(id: string, contact?: { email?: string; phone?: string }, data: object = {}) {
      const sealed = contact ? { contact: await seal({ feedback: id }, contact) } : {}
      return handled(onFeedback, { detail: feedbackEvent(id, 'feedback.received', 1, { ...sealed, ...data }) })
    },
    /** SES tells of a mail. */
    provider(eventType: string, mail: { id?: string; messageId?: string; to: string }, more: object = {}) {
      const tags = mail.id === undefined ? {} : { 'motcua-message': [mail.id] }
      const detail = {
        eventType,
        mail: { messageId: mail.messageId ?? randomUUID(), destination: [mail.to], tags },
        ...more,
      }
      return handled(onProvider, { 'detail-type': `Email ${eventType}`, source: 'aws.ses', detail })
    },
    mailsTo: (to: string) => wire.mails.filter((mail) => mail.to === to),
    mailsAbout: (code: string) => wire.mails.filter(({ subject }) => subject.includes(code)),
    head: (id: string) => head<Record<string, unknown>>(table, `MESSAGE#${id}`),
    journal: async (id: string) => (await items(`MESSAGE#${id}`, 'JOURNAL#')) as JournalItem[],
    smsSent: () =>
      (existsSync(outbox) ? readdirSync(outbox) : []).map((name) =>
        JSON.parse(readFileSync(join(outbox, name), 'utf8')),
      ),
    sweep: () => onDue(),
    /** Minutes go by, then another instance sweeps, which remembers nothing. */
    async sweepAnew(minutes: number) {
      setClock(Date.parse(now()) + minutes * minute)
      vi.resetModules()
      const { handler: another } = await import('../../../functions/notifications/on-due.ts')
      return another()
    },
    /** Whether any message waits for a sweep. */
    waits: async () => Number.isFinite(await nextDue()),
    /** Minutes go by. */
    pass: (minutes: number) => setClock(Date.parse(now()) + minutes * minute),
    /**
     * Minutes go by, with the sweep of each in which something is due, and that of the last: one that finds nothing does
     * nothing.
     */
    async live(minutes: number) {
      const end = Date.parse(now()) + minutes * minute
      for (;;) {
        const next = Math.max(Date.parse(now()) + minute, await nextDue())
        setClock(Math.min(next, end))
        await onDue()
        if (next >= end) return
      }
    },
  }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>
