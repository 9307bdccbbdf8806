import { type Figure, table } from './figures.ts'
import { type Part, parts } from './goals.ts'
import type { Section } from './performance-page.ts'

/** The parts that were asked for by name; all of them when none is. @throws Error for a name that is no part. */
export function chosen(names: string[]): Part[] {
  const unknown = names.filter((name) => !(parts as readonly string[]).includes(name))
  if (unknown.length > 0) throw new Error(`${unknown.join(', ')}: no part of the bench; they are ${parts.join(', ')}`)
  return names.length > 0 ? parts.filter((part) => names.includes(part)) : [...parts]
}

/** What a measurement needs at least unless it says more; with less left it isn't begun. */
const leastMs = 5_000

/** Runs measurements one after the other within a time, prints what each found, and remembers what it could not measure. */
export function measuring(wanted: Part[], wholeMs: number, say: (line: string) => void = console.log) {
  const ends = Date.now() + wholeMs
  const sections: Section[] = []
  const missed: Partial<Record<Part, string>> = {}

  /** Takes figures for a section, in the time that is left. A figure that is no number was not measured. */
  async function measure(
    part: Part,
    about: Omit<Section, 'figures'>,
    work: (limitMs: number) => Promise<Figure[]>,
    needsMs = leastMs,
  ) {
    if (!wanted.includes(part)) return
    const left = ends - Date.now()
    try {
      if (left < needsMs) throw new Error('no time was left')
      const figures = (await work(left)).filter(({ value }) => Number.isFinite(value))
      sections.push({ ...about, figures })
      say(table(about.title, figures))
    } catch (error) {
      missed[part] = (error as Error).message
    }
  }
  return { measure, sections, missed }
}
