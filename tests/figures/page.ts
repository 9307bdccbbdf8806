import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = new URL('../../docs/figures/', import.meta.url)
const place = (name: string, kind: string) => fileURLToPath(new URL(`${name}.${kind}`, folder))

/**
 * A page of docs/figures: what was measured as JSON, and the text that is made of nothing but it, so that a page that
 * was changed by hand is found out.
 */
export interface Page<Measured> {
  name: string
  render: (measured: Measured) => string
  /** Drawings beside it, by file name; made of the same figures. */
  drawings?: Record<string, (measured: Measured) => string>
}

/** Writes a page anew. */
export function write<Measured>({ name, render, drawings = {} }: Page<Measured>, measured: Measured): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(place(name, 'json'), `${JSON.stringify(measured, undefined, 2)}\n`)
  writeFileSync(place(name, 'md'), render(measured))
  for (const [file, draw] of Object.entries(drawings))
    writeFileSync(fileURLToPath(new URL(file, folder)), draw(measured))
}

/** What the last run of its program measured. */
export const measuredBefore = <Measured>({ name }: Page<Measured>): Measured =>
  JSON.parse(readFileSync(place(name, 'json'), 'utf8'))

/** The files of a page that do not say what its figures say. */
export function drifted<Measured>(page: Page<Measured>): string[] {
  const measured = measuredBefore(page)
  const files = { [`${page.name}.md`]: page.render, ...page.drawings }
  return Object.entries(files)
    .filter(([file, render]) => readFileSync(fileURLToPath(new URL(file, folder)), 'utf8') !== render(measured))
    .map(([file]) => file)
}
