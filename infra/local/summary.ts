import type { Desk } from './desk.ts'
import { machinePersonas, userPersonas } from './people.ts'

/**
 * The table that `npm start` ends with: where things are and who one can be. `took` in milliseconds; `moved` where the
 * sandbox's clock was moved to.
 */
export function summary({ frontDoor, mailbox, issuer }: Desk, took: number, moved?: string): string {
  const places = [
    ['Front door', frontDoor],
    ['API reference', `${frontDoor}/docs`],
    ['Mailbox', mailbox],
    ['Sign-in', issuer],
    ...(moved ? [['Clock', `moved to ${moved} by the last dossier; CLOCK=real npm start leaves it`]] : []),
  ]
  const people = [...userPersonas, ...machinePersonas].map(({ name, called, staff }) => [
    name,
    `npm run --silent token -- ${name.padEnd(14)} ${called}${staff ? `, ${staff.agency}` : ''}`,
  ])
  const lines = [...places, ...people].map(([left = '', right = '']) => `  ${left.padEnd(15)} ${right}`)
  return `\nThe desk is open (${(took / 1000).toFixed(1)} s). Ctrl-C ends it.\n\n${lines.join('\n')}\n`
}
