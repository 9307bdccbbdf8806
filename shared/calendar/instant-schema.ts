import * as z from 'zod'

/**
 * An instant as somebody types it: RFC 3339 with any offset, in the years of this century, and no more digits than a
 * nanosecond has; beyond them no instant can be computed with.
 */
export const TypedInstant = z.iso
  .datetime({ offset: true, abort: true })
  .regex(/^20[0-9]{2}-/, { error: 'must lie between the years 2000 and 2099', abort: true })
  .regex(/^[^.]*(?:\.[0-9]{1,9}[^0-9].*)?$/, { error: 'must have at most 9 digits after the second', abort: true })
