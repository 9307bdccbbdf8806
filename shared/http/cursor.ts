import { createHash } from 'node:crypto'
import { Refusal } from '../problems/refusal.ts'

const fingerprint = (question: unknown) =>
  createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 12)

/** Where a list goes on: opaque to callers, bound to what was asked. */
export const cursorAfter = (question: unknown, ...position: string[]): string =>
  Buffer.from(JSON.stringify([fingerprint(question), ...position])).toString('base64url')

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined // no cursor of ours; refused below
  }
}

/** The position in a cursor of `parts` texts. @throws Refusal 422 for a cursor of another question, or none of ours. */
export function readCursor(question: unknown, cursor: string, parts: number): string[] {
  const value = parsed(cursor)
  const texts = Array.isArray(value) ? value.filter((part) => typeof part === 'string' && part !== '') : []
  const [asked, ...position] = texts
  if (position.length !== parts || asked !== fingerprint(question)) {
    throw new Refusal('invalid-request', {
      errors: [{ pointer: '/query/cursor', detail: 'Not a cursor of this list' }],
    })
  }
  return position
}
