import { join } from 'node:path'
import { accessToken } from './access-token.ts'
import { ancestorsToNpm, whenOneIsGone } from './ancestors.ts'
import { root } from './aws.ts'
import { type Desk, startDesk } from './desk.ts'
import { removeDeskFile, runningDesk, writeDeskFile } from './desk-file.ts'
import type { LeftUntilLate } from './first-dossier/left-until-late.ts'
import { firstDossier } from './first-dossier.ts'
import { portTaken } from './free-port.ts'
import { step } from './step.ts'
import { summary } from './summary.ts'

// The foreground program of `npm start`: opens a desk and keeps it open until Ctrl-C.
const port = Number(process.env.PORT ?? 8080)
await refuseWhatCannotStart()

const ending = new AbortController()
const end = () => ending.abort()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
whenOneIsGone(ancestorsToNpm(), end)

const began = Date.now()
const personasFile = join(root, '.local', 'personas.json')
let desk: Desk
try {
  desk = await startDesk({ port, folder: join(root, '.local', 'desk'), personasFile, step, signal: ending.signal })
} catch (error) {
  if (ending.signal.aborted) process.exit(130)
  leave((error as Error).message)
}
const late = await tellFirstDossier()
const { frontDoor, issuer, mailbox, agency, receivingPoint, endpoint, personas } = desk
writeDeskFile({ frontDoor, issuer, mailbox, agency, receivingPoint, endpoint, personas, pid: process.pid })
console.log(summary(desk, Date.now() - began, late?.now))

let lost = false
desk.ended.then(() => {
  lost = !ending.signal.aborted
  end()
})
if (!ending.signal.aborted)
  await new Promise((resolve) => ending.signal.addEventListener('abort', resolve, { once: true }))
removeDeskFile(process.pid)
console.log(lost ? 'The local AWS ended by itself.' : 'Closing the desk …')
await desk.stop()
process.exit(lost ? 1 : 0)

/**
 * The main job once through, as its users would do it. A desk on which it fails is not opened. With `CLOCK=real` nothing
 * is left until it is late, for which the sandbox's clock would have to be moved.
 */
async function tellFirstDossier(): Promise<LeftUntilLate | undefined> {
  const token = (persona: string) => {
    const signIn = desk.signIns[persona]
    if (!signIn) throw new Error(`There is no persona ${persona}.`)
    return accessToken(desk.endpoint, signIn)
  }
  try {
    const keepClock = process.env.CLOCK === 'real'
    const told = await firstDossier({ ...desk, token, keepClock, say: (line) => console.log(`  ${line}`) })
    return told.late
  } catch (error) {
    await desk.stop()
    if (ending.signal.aborted) process.exit(130)
    leave(`The first dossier failed: ${(error as Error).message}`)
  }
}

async function refuseWhatCannotStart(): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) leave(`PORT=${process.env.PORT} is no port number.`)
  const other = await runningDesk()
  if (other)
    leave(`A desk of this folder already runs at ${other.frontDoor} (process ${other.pid}); stop it with Ctrl-C first.`)
  if (await portTaken(port)) leave(`Port ${port} is taken. Free it or choose another: PORT=${port + 1} npm start`)
}

function leave(line: string): never {
  console.error(line)
  process.exit(1)
}
