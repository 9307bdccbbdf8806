import * as z from 'zod'

const Position = z.object({ of: z.string(), after: z.string().min(1).max(100) })

const encode = (text: string) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** An opaque cursor: the last row shown, bound to what was asked. */
export const cursorAfter = (asked: object, after: string) =>
  encode(JSON.stringify({ of: JSON.stringify(asked), after }))

/** The last row shown before this page; undefined when the cursor is not of this question. */
export function rowBefore(asked: object, cursor: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
    const position = Position.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
    return position.of === JSON.stringify(asked) ? position.after : undefined
  } catch {
    // Whatever can't be read was not made here: the caller is told so by the absence of a row.
    return undefined
  }
}

/** One page of rows, with the cursor to the next if there is one. */
export async function pageOf<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  limit: number,
  cursorOf: (row: Row) => string,
): Promise<{ items: Row[]; nextCursor?: string }> {
  const items: Row[] = []
  for await (const row of rows) {
    const last = items.at(-1)
    if (items.length === limit && last !== undefined) return { items, nextCursor: cursorOf(last) }
    items.push(row)
  }
  return { items }
}
