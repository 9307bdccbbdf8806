import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accessToken } from '../../infra/local/access-token.ts'
import { type Desk, startDesk } from '../../infra/local/desk.ts'
import { type Call, caller, type TokenOf } from '../../infra/local/first-dossier/caller.ts'

/** A whole desk of the sandbox, for whoever tries to break it. */
export interface Stand {
  desk: Desk
  folder: string
  token: TokenOf
  call: Call
}

/** Who waits for a desk that does not come up waits no longer than this. */
const startMs = 5 * 60_000

/** Opens the desk when it is first needed; those who come later get the same one. */
export function stands() {
  let opened: Promise<Stand> | undefined
  const parent = mkdtempSync(join(tmpdir(), 'motcua-security-'))
  const folder = join(parent, 'desk')
  process.on('exit', () => rmSync(parent, { recursive: true, force: true, maxRetries: 3 }))

  async function start(): Promise<Stand> {
    const desk = await startDesk({ folder, signal: AbortSignal.timeout(startMs) })
    const token = (persona: string) => {
      const signIn = desk.signIns[persona]
      if (!signIn) throw new Error(`${persona} is no persona`)
      return accessToken(desk.endpoint, signIn)
    }
    return { desk, folder, token, call: caller(desk.frontDoor, token) }
  }

  const open = (): Promise<Stand> => {
    opened ??= start()
    return opened
  }
  const close = async () => {
    const stand = await opened?.catch(() => undefined)
    await stand?.desk.stop()
  }
  return { open, close }
}

export type OpenStand = ReturnType<typeof stands>['open']
