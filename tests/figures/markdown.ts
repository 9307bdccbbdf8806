const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** A table of Markdown; columns that end with `>` are set to the right. */
export function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  const names = columns.map((name) => name.replace(/>$/, ''))
  const rules = columns.map((name) => (name.endsWith('>') ? '--:' : '---'))
  return [line(names), line(rules), ...rows.map(line)].join('\n')
}
