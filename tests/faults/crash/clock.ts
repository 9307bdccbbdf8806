import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Puts the clock of the functions of this process to an instant, from which it runs on. */
export function setClock(to: string): void {
  const file = join(mkdtempSync(join(tmpdir(), 'motcua-crash-')), 'clock.json')
  writeFileSync(file, JSON.stringify({ offsetMs: Date.parse(to) - Date.now() }))
  process.env.CLOCK_FILE = file
}

/** The functions go by the machine's clock again. */
export const freeClock = (): void => {
  delete process.env.CLOCK_FILE
}

const machine = Date.now.bind(Date)
let passedMs = 0

/** From now on the machine's clock of this process can go on by itself. Before functions are loaded, which keep hold of it. */
export function makeMovable(): void {
  Date.now = () => machine() + passedMs
}

/** Time passes for this whole process: leases run out, and whatever waits for the machine's clock is over. */
export function pass(milliseconds: number): void {
  passedMs += milliseconds
}
