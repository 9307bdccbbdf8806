import * as z from 'zod'
import { Refusal } from '../../shared/problems/refusal.ts'

const Position = z.tuple([z.string(), z.string()])

/** Where a list goes on: opaque to callers, bound to the list that it came from. */
export const cursorAfter = (list: string, id: string): string =>
  Buffer.from(JSON.stringify([list, id])).toString('base64url')

/** The id after which the list goes on; a cursor that is not of this list is refused (422). */
export function readCursor(list: string, cursor: string): string {
  const position = Position.safeParse(parsed(Buffer.from(cursor, 'base64url').toString('utf8')))
  if (position.success && position.data[0] === list) return position.data[1]
  const errors = [{ pointer: '/query/cursor', detail: 'is not a cursor of this list' }]
  throw new Refusal('invalid-request', { errors })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // no cursor of ours; the schema refuses it
  }
}
