import { readFileSync } from 'node:fs'

/** An instant as it is stored: UTC, ISO 8601 with milliseconds. */
export type Instant = string

/** The present instant of the domain. Real everywhere but in the sandbox, whose clock file holds `{offsetMs}`. */
export function now(clockFile: string | undefined = process.env.CLOCK_FILE): Instant {
  if (!clockFile) return new Date().toISOString()
  const { offsetMs } = JSON.parse(readFileSync(clockFile, 'utf8')) as { offsetMs: number }
  return new Date(Date.now() + offsetMs).toISOString()
}
