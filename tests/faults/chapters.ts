import { fileURLToPath } from 'node:url'
import type { Chapter } from './chapter.ts'

/** The chapters of the harness and where they are, in the order of the report; those that take longest begin first. */
export const chapters: Record<string, string> = {
  intake: 'chapters/intake.ts',
  conflicts: 'chapters/conflicts.ts',
  linearizability: 'chapters/linearizability.ts',
  'brown-out': 'chapters/brown-out.ts',
  delivery: 'chapters/delivery.ts',
  clock: 'chapters/clock.ts',
  outage: 'chapters/outage.ts',
  // Last: what the others leave of the time is theirs.
  crash: 'chapters/crash.ts',
  'crash-telling': 'chapters/crash-telling.ts',
}

/** A chapter by its name. Throws when its file is missing: what is not tried is not proved. */
export async function load(name: string): Promise<Chapter> {
  const path = fileURLToPath(new URL(chapters[name] ?? name, import.meta.url))
  const { chapter } = (await import(path)) as { chapter: Chapter }
  return chapter
}
