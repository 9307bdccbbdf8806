import type { Status } from '../../functions/dossiers/status.ts'
import { type Act, backToAfter, possibleActs, transitions } from '../../functions/dossiers/transitions.ts'
import type { Answer } from './client.ts'
import type { Done, Step } from './linearizable.ts'

/** What of a dossier its clients see and the machine decides by. */
export interface Seen {
  version: number
  status: Status
  backTo?: Status
}

/** What a client asked of a dossier, and what it was told. */
export interface Operation {
  act: Act | 'read'
  /** The version that it named (`If-Match`). */
  ifMatch?: number
  told:
    | { kind: 'done'; version: number; status: number; replayed: boolean }
    | { kind: 'stale'; version: number }
    | { kind: 'wrong-state' }
    | { kind: 'unknown' }
}

/** The operation as it was answered; undefined when that answer has no place in the model. */
export function toldBy({ status, headers, body }: Answer): Operation['told'] | undefined {
  const replayed = headers['idempotent-replayed'] === 'true'
  if (status === 200) return { kind: 'done', version: body.version, status: body.status.code, replayed }
  if (status === 412) return { kind: 'stale', version: Number(/\d+/.exec(headers.etag ?? '')?.[0]) }
  if (status === 409) return { kind: 'wrong-state' }
  return status === 503 ? { kind: 'unknown' } : undefined
}

const may = (act: Act, { status, backTo }: Seen) =>
  possibleActs({ status, backTo, limit: { unit: 'WORKING_DAY' } }).includes(act)

/** The dossier after an act that was done. */
function after(act: Act, { version, status, backTo }: Seen): Seen {
  const { to } = transitions[act]
  const next = version + 1
  if (to === 'SAME') return { version: next, status, ...(backTo === undefined ? {} : { backTo }) }
  if (to === 'BACK') return { version: next, status: backTo as Status }
  const back = backToAfter(act, status)
  return { version: next, status: to, ...(back === undefined ? {} : { backTo: back }) }
}

/** A dossier as a register of version and status that is changed by compare and set. */
export const step: Step<Seen, Operation> = (seen, { act, ifMatch, told }) => {
  if (act === 'read') {
    if (told.kind !== 'done') return [seen]
    return told.version === seen.version && told.status === seen.status ? [seen] : []
  }
  const matches = ifMatch === undefined || ifMatch === seen.version
  const possible = matches && may(act, seen)
  if (told.kind === 'unknown') return possible ? [seen, after(act, seen)] : [seen]
  if (told.kind === 'stale') return !matches && told.version === seen.version ? [seen] : []
  if (told.kind === 'wrong-state') return matches && !possible ? [seen] : []
  if (!possible) return []
  const next = after(act, seen)
  // What is sent again is answered by the dossier as it stands then: it was done, by then or before.
  const fits = told.replayed
    ? told.version >= next.version
    : told.version === next.version && told.status === next.status
  return fits ? [next] : []
}

/** A history as people read it, in the order of the calls. */
export const written = (history: readonly Done<Operation>[]): string =>
  [...history]
    .sort((a, b) => a.called - b.called)
    .map(({ called, answered, operation: { act, ifMatch, told } }) => {
      const { kind, ...more } = told
      return `[${Math.round(called)}–${Math.round(answered)}] ${act} ${ifMatch ?? ''} → ${kind} ${JSON.stringify(more)}`
    })
    .join('\n')
