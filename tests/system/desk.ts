import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startDesk } from '../../infra/local/desk.ts'
import type { SignIns } from '../../infra/local/personas.ts'

/** Where the desk of the system tests is and who can sign in there. */
export interface DeskAddresses {
  frontDoor: string
  agency: string
  receivingPoint: string
  /** The local AWS. */
  endpoint: string
  /** Where the desk keeps its files; the local AWS has its signing keys there. */
  folder: string
  signIns: SignIns
}

declare module 'vitest' {
  export interface ProvidedContext {
    desk: DeskAddresses
  }
}

/** One whole desk on free ports for all system tests, beside any desk that is open. */
export default async function setup(project: TestProject) {
  const parent = mkdtempSync(join(tmpdir(), 'motcua-system-'))
  const folder = join(parent, 'desk')
  const remove = () => rmSync(parent, { recursive: true, force: true })
  try {
    const desk = await startDesk({ folder })
    const { frontDoor, agency, receivingPoint, endpoint, signIns } = desk
    project.provide('desk', { frontDoor, agency, receivingPoint, endpoint, folder, signIns })
    return async () => {
      await desk.stop()
      remove()
    }
  } catch (error) {
    remove()
    throw error
  }
}
