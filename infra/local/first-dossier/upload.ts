import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Call } from './caller.ts'
import { until } from './until.ts'

export interface File {
  fileName: string
  contentType: string
  bytes: Buffer<ArrayBuffer>
}

/** How a dossier names a file. */
export interface FileReference {
  id: string
  sha256: string
}

export interface Ticket {
  id: string
  upload: { method: string; url: string; headers: Record<string, string>; expiresAt: string }
}

interface Attachment {
  status: 'AWAITING_UPLOAD' | 'CHECKING' | 'VERIFIED' | 'REJECTED'
  reason?: string
}

const sample = (name: string) => readFileSync(new URL(`../samples/${name}`, import.meta.url))

/** The files of the first dossiers: invented contents, real formats. The photo has the EXIF tags of a telephone. */
export const samples = {
  form: { fileName: 'Tờ khai.pdf', contentType: 'application/pdf', bytes: sample('to-khai.pdf') },
  photo: { fileName: 'Giấy chứng sinh.jpg', contentType: 'image/jpeg', bytes: sample('giay-chung-sinh.jpg') },
  result: { fileName: 'Bản sao chứng thực.pdf', contentType: 'application/pdf', bytes: sample('ket-qua.pdf') },
} satisfies Record<string, File>

/** The name of a content, SHA-256 in lower-case hex. */
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Asks for a ticket to upload this file. */
export async function ticketFor(call: Call, persona: string, { fileName, contentType, bytes }: File): Promise<Ticket> {
  const body = { fileName, contentType, size: bytes.length, sha256: sha256(bytes) }
  return (await call<Ticket>('POST /v1/attachments', 201, { persona, body })).body
}

/** Stores bytes by a ticket; any HTTP client that sends the ticket's headers will do. */
export function put({ upload }: Ticket, body: Buffer<ArrayBuffer>): Promise<Response> {
  return fetch(upload.url, { method: upload.method, headers: upload.headers, body })
}

/** Ticket, PUT, and the wait until the file is verified. Throws when it is refused, rejected, or takes over 20 s. */
export async function upload(call: Call, persona: string, file: File): Promise<FileReference> {
  const ticket = await ticketFor(call, persona, file)
  const stored = await put(ticket, file.bytes)
  if (!stored.ok)
    throw new Error(`The upload of ${file.fileName} was answered ${stored.status}: ${await stored.text()}`)
  await until(`the check of ${file.fileName}`, async () => {
    const { status, reason } = (await call<Attachment>(`GET /v1/attachments/${ticket.id}`, 200, { persona })).body
    if (status === 'REJECTED') throw new Error(`${file.fileName} was rejected: ${reason}`)
    return status === 'VERIFIED' || undefined
  })
  return { id: ticket.id, sha256: sha256(file.bytes) }
}
