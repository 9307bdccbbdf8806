import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Debian's Chromium, or the one that CHROMIUM names. */
export const executable = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Whether there is a browser to try things in; without one the tests say so, and fail where CI is set. */
export const browserFound = existsSync(executable)

/** Starts Chromium without a window; who launches it closes it. Throws when there is none. */
export function launch(): Promise<Browser> {
  // The pages are our own, and in a container without user namespaces the sandbox does not start.
  return chromium.launch({ executablePath: executable, args: ['--no-sandbox', '--disable-gpu'] })
}
