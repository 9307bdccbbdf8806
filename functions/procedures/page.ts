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
