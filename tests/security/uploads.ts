import { randomUUID } from 'node:crypto'
import { caller } from '../../infra/local/first-dossier/caller.ts'
import { until } from '../../infra/local/first-dossier/until.ts'
import { put, sha256, type Ticket, ticketFor } from '../../infra/local/first-dossier/upload.ts'
import { pdf } from '../service/attachments/samples.ts'
import { type HostileFile, hostileFiles, hostileNames } from './corpus/files.ts'
import type { SecurityRow } from './row.ts'
import type { OpenStand, Stand } from './stand.ts'

const area = 'uploads'
const persona = 'citizen'
type Bytes = Buffer<ArrayBuffer>
const sample = (text: string) => Buffer.from(pdf(text)) as Bytes
const file = (bytes: Bytes) => ({ fileName: 'Tờ khai.pdf', contentType: 'application/pdf', bytes })

interface Seen {
  status: string
  reason?: string
}

/** Counts what was tried, and keeps in words what gave way. */
function ledger(what: string, note?: string) {
  const row: SecurityRow = { area, what, tried: 0, failed: [], ...(note === undefined ? {} : { note }) }
  const expect = (name: string, found: unknown, wanted: unknown) => {
    row.tried += 1
    if (found !== wanted) row.failed.push(`${name}: ${found}, not ${wanted}`)
  }
  return { row, expect }
}

/** A ticket lets in the announced bytes, once, at its own place. */
async function tickets({ call }: Stand): Promise<SecurityRow> {
  const { row, expect } = ledger('a ticket takes the announced bytes, once, at the place that the server chose')
  const bytes = sample('ticket')
  const ticket = await ticketFor(call, persona, file(bytes))
  const send = async (changes: { url?: string; headers?: Record<string, string>; method?: string; body?: Bytes }) => {
    const { url, headers, method } = ticket.upload
    const { body = bytes } = changes
    const withBody = changes.method === 'GET' || changes.method === 'DELETE' ? {} : { body }
    const answer = await fetch(changes.url ?? url, {
      method: changes.method ?? method,
      headers: changes.headers ?? headers,
      ...withBody,
    })
    return answer.status
  }
  const { headers, url } = ticket.upload
  const without = (name: string) => Object.fromEntries(Object.entries(headers).filter(([known]) => known !== name))
  const other = Buffer.from(bytes)
  other[20] = 65
  expect('a longer body', await send({ body: Buffer.concat([bytes, Buffer.from('\n')]) }), 403)
  expect('a shorter body', await send({ body: bytes.subarray(1) as Bytes }), 403)
  expect('an empty body', await send({ body: Buffer.alloc(0) }), 403)
  expect('other bytes of the same length', await send({ body: other as Bytes }), 400)
  expect('another type', await send({ headers: { ...headers, 'content-type': 'text/html' } }), 403)
  expect('no If-None-Match', await send({ headers: without('if-none-match') }), 403)
  expect('no checksum', await send({ headers: without('x-amz-checksum-sha256') }), 403)
  expect('the place of checked files', await send({ url: url.replace('/incoming/', '/clean/') }), 403)
  expect("another file's place", await send({ url: url.replace(ticket.id, '01KB04G9Z6Y0N3T5Q8R2V7X4WC') }), 403)
  expect('a longer life', await send({ url: url.replace('X-Amz-Expires=900', 'X-Amz-Expires=90000') }), 403)
  expect('reading by it', await send({ method: 'GET' }), 403)
  expect('deleting by it', await send({ method: 'DELETE' }), 403)
  expect('the announced bytes', await send({}), 200)
  expect('the announced bytes again', await send({}), 412)
  return row
}

async function noTicket({ desk, token }: Stand): Promise<SecurityRow> {
  const { row, expect } = ledger('no ticket for a name, a type or a size that no office takes')
  const bytes = sample('name')
  const good = { ...file(bytes), size: bytes.length, sha256: sha256(bytes) }
  const wrong: Record<string, object> = {
    ...Object.fromEntries(Object.entries(hostileNames).map(([what, fileName]) => [`the name: ${what}`, { fileName }])),
    ...Object.fromEntries(
      [
        'text/html',
        'image/svg+xml',
        'image/gif',
        'application/zip',
        'application/x-msdownload',
        'application/pdf; a=b',
      ].map((contentType) => [`the type ${contentType}`, { contentType }]),
    ),
    'no bytes': { size: 0 },
    'more than 50 MB': { size: 50 * 2 ** 20 + 1 },
    'half a byte': { size: 1.5 },
    'a place of his own choosing': { key: 'clean/x' },
  }
  const authorization = `Bearer ${await token(persona)}`
  for (const [what, change] of Object.entries(wrong)) {
    const { bytes: _, ...announced } = good
    const answer = await fetch(`${desk.frontDoor}/v1/attachments`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ ...announced, ...change }),
    })
    expect(what, answer.status, 422)
  }
  return row
}

const seenBy = async ({ call }: Stand, id: string) =>
  (await call<Seen>(`GET /v1/attachments/${id}`, 200, { persona })).body

/** How the check of a file ended: `VERIFIED`, or the reason for which it was rejected. */
async function ended(stand: Stand, ticket: Ticket): Promise<string> {
  const seen = await until(
    `the check of ${ticket.id}`,
    async () => {
      const now = await seenBy(stand, ticket.id)
      return ['VERIFIED', 'REJECTED'].includes(now.status) ? now : undefined
    },
    60_000,
  )
  return seen.reason ?? seen.status
}

/** How asking for the content was answered, and where it leads. */
async function content({ desk, token }: Stand, id: string) {
  const answer = await fetch(`${desk.frontDoor}/v1/attachments/${id}/content`, {
    redirect: 'manual',
    headers: { authorization: `Bearer ${await token(persona)}` },
  })
  return {
    status: answer.status,
    sniffing: answer.headers.get('x-content-type-options'),
    location: answer.headers.get('location') ?? '',
  }
}

/** Every hostile file by the way that all files go: ticket, PUT, scan, check. */
async function checks(stand: Stand): Promise<SecurityRow[]> {
  const judged = ledger(
    'a hostile file is rejected for what it is; what is verified is of its announced type',
    'a polyglot is what its announced type says it is: it is handed out as that alone, to be saved',
  )
  const before = ledger('nothing is handed out before its check, nor after a rejection')
  const handed = ledger(
    'what is handed out is a download of its announced type, from where checked files lie, for a minute',
    'the store cannot say nosniff on a signed link; the answer that leads there says it, and the link says attachment',
  )
  const files = hostileFiles().map((one) => ({ ...one, bytes: one.bytes as Bytes }))
  const uploaded = await Promise.all(
    files.map(async (one) => {
      const ticket = await ticketFor(stand.call, persona, one)
      before.expect(`${one.what}, not uploaded`, (await content(stand, ticket.id)).status, 409)
      const { status } = await put(ticket, one.bytes)
      return { one, ticket, status }
    }),
  )
  for (const { one, ticket, status } of uploaded) {
    judged.expect(`the PUT of ${one.what}`, status, 200)
    judged.expect(one.what, await ended(stand, ticket), one.ends)
    const answer = await content(stand, ticket.id)
    if (one.ends === 'VERIFIED') await handedOut(handed.expect, one, answer)
    else before.expect(`${one.what}, rejected`, answer.status, 409)
  }
  return [judged.row, before.row, handed.row]
}

async function handedOut(
  expect: ReturnType<typeof ledger>['expect'],
  { what, contentType }: HostileFile,
  { status, location, sniffing }: Awaited<ReturnType<typeof content>>,
): Promise<void> {
  expect(`${what}: the answer`, status, 302)
  expect(`${what}: its sniffing`, sniffing, 'nosniff')
  const link = new URL(location)
  expect(`${what}: its place`, /\/clean\/[0-9A-Z]{26}$/.test(link.pathname), true)
  expect(`${what}: its life`, link.searchParams.get('X-Amz-Expires'), '60')
  const got = await fetch(link)
  expect(`${what}: its type`, got.headers.get('content-type'), contentType)
  expect(`${what}: its disposition`, got.headers.get('content-disposition')?.split(';')[0], 'attachment')
  link.searchParams.set('response-content-disposition', 'inline')
  expect(`${what}: shown in the browser`, (await fetch(link)).status, 403)
  const elsewhere = location.replace('/clean/', '/incoming/')
  expect(`${what}: its unchecked bytes`, (await fetch(elsewhere)).status, 403)
}

/** Every case of reliability.md for uploads, over the real ticket, PUT, scan and check. */
export async function uploads(open: OpenStand): Promise<SecurityRow[]> {
  const opened = await open()
  const stand = { ...opened, call: caller(opened.desk.frontDoor, opened.token) }
  return [await tickets(stand), await noTicket(stand), ...(await checks(stand))]
}
