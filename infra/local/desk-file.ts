import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './aws.ts'

/** Where things are, for programs; exists while a desk is ready. */
export type DeskFile = {
  frontDoor: string
  issuer: string
  mailbox: string
  agency: string
  receivingPoint: string
  /** The local AWS. */
  endpoint: string
  /** File with how the personas sign in. */
  personas: string
  /** The process of `npm start`. */
  pid: number
}

/** MOTCUA_DESK names another desk than the one of this folder, for programs that have one of their own. */
const path = process.env.MOTCUA_DESK ?? join(root, '.local', 'desk.json')

/** Says where a ready desk is, in one rename. */
export function writeDeskFile(desk: DeskFile): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(desk, undefined, 2)}\n`)
  renameSync(`${path}.new`, path)
}

/** Removes what writeDeskFile wrote, unless another desk has taken its place. */
export function removeDeskFile(pid: number): void {
  if (readDeskFile()?.pid === pid) rmSync(path, { force: true })
}

/** The desk that answers now; a file that a killed desk left behind is removed. */
export async function runningDesk(): Promise<DeskFile | undefined> {
  const desk = readDeskFile()
  if (!desk) return undefined
  const answer = await fetch(`${desk.frontDoor}/_local/clock`, { signal: AbortSignal.timeout(3_000) }).catch(
    () => undefined,
  )
  if (answer?.ok) return desk
  rmSync(path, { force: true })
  return undefined
}

function readDeskFile(): DeskFile | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as DeskFile
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
