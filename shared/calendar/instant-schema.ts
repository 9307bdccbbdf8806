import * as z from 'zod'

/**
 * An instant as somebody types it: RFC 3339 with any offset, in the years of this century, and no more digits than a
 * nanosecond has; beyond them no instant can be computed with.
 */
export const TypedInstant = z.iso
  .datetime({ offset: true, abort: true })
  .regex(/^20[0-9]{2}-/, { error: 'must lie between the years 2000 and 2099', abort: true })
  .regex(/^[^.]*(?:\.[0-9]{1,9}[^0-9].*)?$/, { error: 'must have at most 9 digits after the second', abort: true })
  .meta({
    // One pattern for generators of clients and of test data; the three above are what is checked.
    override: {
      type: 'string',
      format: 'date-time',
      pattern:
        '^20\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$',
      allOf: undefined,
    },
    example: '2026-11-26T09:00:00.000+07:00',
  })
