import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Read } from '../../unit/icalendar/read.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** The Python of the local AWS, or the one that PYTHON names. */
export const python = process.env.PYTHON ?? path('../../../.local/python/bin/python')

/** Whether the second judge of feeds is there; without it the tests say so, and fail where CI is set. */
export const readerFound = spawnSync(python, ['-c', 'import icalendar']).status === 0

/** A feed as Python's `icalendar` reads it; throws for what is no calendar. */
export function readByPython(feed: string): { name: string; method: string; entries: (Read & { modified: string })[] } {
  return JSON.parse(execFileSync(python, [path('./read-feed.py')], { input: feed, encoding: 'utf8' }))
}
