/**
 * The status record as domain.md §2.1 and the contract's table of acts tell it, written apart from the code that is
 * tested and as plainly as can be: no table of it, no function of it.
 */
export interface Model {
  status: number
  /** Where a fee was asked for, or whether papers were asked before acceptance. */
  cameFrom: number
  acceptedOnce: boolean
  sameDay: boolean
  supplements: number
  extensions: number
}

export type Verdict = 'done' | 'wrong-state' | 'forbidden' | 'invalid-request' | 'extension-used'

/** What the caller brings beside the act: whether a ground is named, whether the new date lies later. */
export interface Brought {
  ground: boolean
  later: boolean
}

const fromTo: Record<string, number[]> = {
  accept: [1],
  refuse: [1],
  'request-supplement': [1, 2, 4],
  supplement: [5],
  'hand-over': [2, 4],
  'request-fee': [2, 4],
  'confirm-fee': [6],
  withdraw: [1, 2, 4, 5, 6],
  stop: [2, 4, 5, 6],
  complete: [2, 4],
  return: [9],
  extend: [2, 4],
  assign: [1, 2, 4, 5, 6],
  note: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  correct: [1, 2, 4, 5, 6, 9],
}

const possible = (model: Model, act: string) =>
  (fromTo[act] ?? []).includes(model.status) && !(act === 'complete' && model.status === 2 && !model.sameDay)

/** The acts that are possible now, whoever asks. */
export const possibleNow = (model: Model): string[] => Object.keys(fromTo).filter((act) => possible(model, act))

/** Whether a role that has the act at all has it here. */
function mayHere(model: Model, act: string, role: string): boolean {
  const { status } = model
  if (act === 'hand-over') return role === (status === 2 ? 'clerk' : 'specialist')
  if (act === 'complete' && status === 4) return role !== 'clerk'
  if (act === 'correct') return role === (status === 9 ? 'leader' : 'clerk')
  if (act !== 'request-supplement') return true
  if (status === 1) return role === 'clerk'
  return model.supplements > 0 ? role === 'leader' : role !== 'leader'
}

/** What the act does to the model, which it changes; everything else is refused. */
export function step(model: Model, act: string, role: string, { ground, later }: Brought): Verdict {
  if (!possible(model, act)) return 'wrong-state'
  if (!mayHere(model, act, role)) return 'forbidden'
  const { status } = model
  if (act === 'accept') Object.assign(model, { status: 2, acceptedOnce: true })
  if (act === 'refuse') model.status = 3
  if (act === 'request-supplement') {
    if (status !== 1 && model.supplements > 0 && !ground) return 'invalid-request'
    if (status !== 1) model.supplements += 1
    Object.assign(model, { status: 5, cameFrom: status })
  }
  if (act === 'supplement') model.status = model.cameFrom === 1 ? 1 : 4
  if (act === 'hand-over') model.status = 4
  if (act === 'request-fee') Object.assign(model, { status: 6, cameFrom: status })
  if (act === 'confirm-fee') model.status = model.cameFrom
  if (act === 'withdraw') model.status = 7
  if (act === 'stop') model.status = 8
  if (act === 'complete') model.status = 9
  if (act === 'return') model.status = 10
  if (act === 'extend') {
    if (model.extensions > 0) return 'extension-used'
    if (!later) return 'invalid-request'
    model.extensions += 1
  }
  return 'done'
}
