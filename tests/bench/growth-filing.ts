import { createHash } from 'node:crypto'
import { defaultPolicy } from '../../functions/agencies/policy.ts'
import { desk as openDesk } from '../../functions/dossiers/desk.ts'
import { Intake } from '../../functions/dossiers/schemas.ts'
import { open } from '../../functions/dossiers/store.ts'
import calendar from '../../functions/procedures/seed/calendar.json' with { type: 'json' }
import type { AgencyCopy } from '../../functions/reminders/store.ts'
import type { Table } from '../../shared/dynamodb/client.ts'
import type { Actor } from '../../shared/permission/actor.ts'
import { marriage } from '../service/dossiers/desk.ts'

export { calendar }
export const ward = 'H26.125'
/** A Tuesday, five minutes before the desk opens. */
export const filedAt = '2026-01-06T00:55:00.000Z'

/** The ward as `reminders` knows it. */
export const wardCopy = {
  name: 'Phường H26.125',
  receivingPoints: [
    { id: `${ward}-01`, hours: [{ from: '08:00', to: '17:00' }], calendar: calendar.id, saturdayDesk: false },
  ],
  policy: { ...defaultPolicy, dueSoonWd: 1 },
  lineage: ['H26'],
} as AgencyCopy

// Subjects of an identity provider have 36 characters.
export const clerk: Actor = {
  kind: 'person',
  id: '0e8a6e22-3c55-4a3a-9a2b-0d6c1f0a7e11',
  memberships: [{ agency: ward, role: 'clerk', unit: 'mot-cua', name: 'Nguyễn Văn Thường' }],
}

/** What the envelope adds to a text: its header, a data key as KMS wraps it, the start and the tag of the cipher. */
const envelopeBytes = 3 + 184 + 12 + 16
const sealedOf = (value: unknown) => Buffer.alloc(envelopeBytes + Buffer.byteLength(JSON.stringify(value)), 7)
const secret = '0123456789AB'
/** As long as e-mail and telephone as a ciphertext of KMS, in base 64. */
const contact = 'A'.repeat(284)
const form = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`field${n}`, 'x'.repeat(36)]))
const body = Intake.parse(marriage({ form }))

/** The service `dossiers` on a table, without KMS: what is measured here is the store. */
export function deskOn(table: Table) {
  const opened = async () => ({ applicant: body.applicant, secret }) as never
  const keys = { seal: async (value: unknown) => sealedOf(value), open: opened, sealContact: async () => contact }
  const store = open(table, keys, { lookupsPerAddress: Number.MAX_SAFE_INTEGER })
  // Without the code, so that a row may be stored again under another one.
  const hash = async (text: string) =>
    createHash('sha256')
      .update(text.slice(text.indexOf('\n')))
      .digest('base64url')
  const desk = openDesk({ store, hash, secret: () => secret, ratingToken: async () => '0123456789AB' })
  const request = { actor: clerk, now: filedAt, language: 'vi' as const, proven: async () => false }
  let filings = 0

  return {
    store,
    desk,
    request,
    /** Files a dossier with a form of 2 KB under a key of its own. @returns its code. */
    async file(key: string): Promise<string> {
      filings += 1
      const idempotency = { actor: clerk.id, key: `${key}-${filings}`, requestHash: 'r'.repeat(22) }
      const answer = await desk.file(body, { ...request, idempotency })
      return String(answer.body.code)
    },
    inbox: async () => (await desk.list({ limit: 50 }, request)).body.items.length,
    lookUp: (code: string) => desk.lookUp({ code, secret }, { ...request, clientAddress: '198.51.100.7' }),
  }
}
