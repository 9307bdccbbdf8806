import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accessToken } from '../../infra/local/access-token.ts'
import { type Desk, startDesk } from '../../infra/local/desk.ts'
import type { TokenOf } from '../../infra/local/first-dossier/caller.ts'

/**
 * Does something on a whole desk of its own, which is gone afterwards; starting it ends at the limit. `seconds` is how long
 * it took from the start of the local runtime to the desk that is open and seeded.
 */
export async function onWholeDesk<Result>(
  limitMs: number,
  work: (desk: Desk, seconds: number) => Promise<Result>,
): Promise<Result> {
  const parent = mkdtempSync(join(tmpdir(), 'motcua-bench-desk-'))
  try {
    const began = performance.now()
    const desk = await startDesk({ folder: join(parent, 'desk'), signal: AbortSignal.timeout(limitMs) })
    try {
      return await work(desk, (performance.now() - began) / 1000)
    } finally {
      await desk.stop()
    }
  } finally {
    rmSync(parent, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Signs the personas of a desk in. */
export function tokenOf({ endpoint, signIns }: Desk): TokenOf {
  return (persona) => {
    const signIn = signIns[persona]
    if (!signIn) throw new Error(`${persona} is no persona`)
    return accessToken(endpoint, signIn)
  }
}
