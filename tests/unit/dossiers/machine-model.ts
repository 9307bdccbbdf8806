/**
 * The status record as domain.md §2.1, §3.4 (R7, R8) and the contract's table of acts tell it, written apart from the code
 * that is tested and as plainly as can be: no table of it, no function of it.
 */
export interface Model {
  status: number
  /** Where it goes back to when what it waits for has come. */
  cameFrom: number
  supplements: number
  extensions: number
  flagged: boolean
  acceptedAt?: string
  dueAt?: string
  originalDueAt?: string
  deadlineVersion: number
  extendedTo?: string
  /** Since when the clock stands, and when it stood since the appointment or the extension. */
  standsSince?: string
  pauses: { from: string; to: string }[]
  /** By when it must be accepted or refused, while it is not accepted. */
  firstDue?: string
  person?: string
  endedAt?: string
  returnedAt?: string
  outcome?: string
}

/** What the agency's policy and the procedure leave to it. */
export interface Rules {
  sameDay: boolean
  supplementMax: number
  supplementStageCounted: 'EXAMINATION' | 'ALL'
  extensionMax: number
  feePausesClock: boolean
}

/** What comes with an act: when, with a ground or not, with a body that is wrong in one thing or not. */
export interface Brought {
  at: string
  ground: boolean
  flawed: boolean
  newDueAt: string
  outcome: 'APPROVED' | 'DENIED'
}

export type Verdict =
  | 'done'
  | 'wrong-state'
  | 'forbidden'
  | 'invalid-request'
  | 'attachment-unusable'
  | 'extension-used'

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

/** Who has the act at all. */
export const having: Record<string, string[]> = {
  accept: ['clerk'],
  refuse: ['clerk'],
  'request-supplement': ['clerk', 'specialist', 'leader'],
  supplement: ['citizen', 'holder', 'clerk'],
  'hand-over': ['clerk', 'specialist'],
  'request-fee': ['clerk', 'specialist'],
  'confirm-fee': ['clerk'],
  withdraw: ['citizen', 'holder', 'clerk'],
  stop: ['leader'],
  complete: ['specialist', 'leader', 'clerk'],
  return: ['clerk'],
  extend: ['leader'],
  assign: ['leader'],
  note: ['clerk', 'specialist', 'leader'],
  correct: ['clerk', 'leader'],
}

const possible = ({ status }: Model, { sameDay }: Rules, act: string) =>
  (fromTo[act] ?? []).includes(status) && !(act === 'complete' && status === 2 && !sameDay)

/** The acts that are possible now, whoever asks. */
export const possibleNow = (model: Model, rules: Rules): string[] =>
  Object.keys(fromTo).filter((act) => possible(model, rules, act))

const counted = ({ status }: Model, rules: Rules) => status !== 1 || rules.supplementStageCounted === 'ALL'
const usedUp = (model: Model, rules: Rules) => counted(model, rules) && model.supplements >= rules.supplementMax

/** Who may do it here and now, of those who have it at all. */
function mayNow(model: Model, rules: Rules, act: string): string[] {
  const { status } = model
  if (act === 'hand-over') return status === 2 ? ['clerk'] : ['specialist']
  if (act === 'complete' && status === 4) return ['specialist', 'leader']
  if (act === 'correct') return status === 9 ? ['leader'] : ['clerk']
  if (act !== 'request-supplement') return having[act] ?? []
  if (usedUp(model, rules)) return ['leader']
  return status === 1 ? ['clerk'] : ['clerk', 'specialist']
}

/** Whether the act passes, or by which problem it is refused. */
export function verdict(model: Model, act: string, role: string, brought: Brought, rules: Rules): Verdict {
  if (!possible(model, rules, act)) return 'wrong-state'
  if (!mayNow(model, rules, act).includes(role)) return 'forbidden'
  if (act === 'extend' && model.extensions >= rules.extensionMax) return 'extension-used'
  if (act === 'request-supplement' && usedUp(model, rules) && !brought.ground) return 'invalid-request'
  if (act === 'complete' && brought.flawed) return 'attachment-unusable'
  const checked = ['request-supplement', 'supplement', 'confirm-fee', 'extend', 'correct']
  return brought.flawed && checked.includes(act) ? 'invalid-request' : 'done'
}

/** The calculator, asked for what the model knows of the clock. */
export interface Dates {
  appointment: (of: { acceptedAt: string; pauses: Model['pauses']; extendedTo?: string }) => string
  firstDue: (from: string) => string
}

/** What the act makes of the record, when it passes. */
export function after(before: Model, act: string, brought: Brought, rules: Rules, dates: Dates): Model {
  const { at } = brought
  const model = { ...before }
  const end = (status: number) => Object.assign(model, { status, endedAt: at, standsSince: undefined })
  const wait = (status: number, stands: boolean) => {
    Object.assign(model, { status, cameFrom: before.status })
    if (stands && model.acceptedAt) model.standsSince = at
  }
  const goOn = (status: number) => {
    Object.assign(model, { status, standsSince: undefined })
    if (!before.standsSince || !model.acceptedAt) return
    model.pauses = [...before.pauses, { from: before.standsSince, to: at }]
    const dueAt = dates.appointment({ ...model, acceptedAt: model.acceptedAt })
    if (dueAt > (before.dueAt ?? '')) Object.assign(model, { dueAt, deadlineVersion: before.deadlineVersion + 1 })
  }
  if (act === 'accept') {
    const dueAt = dates.appointment({ acceptedAt: at, pauses: [] })
    Object.assign(model, { status: 2, acceptedAt: at, dueAt, originalDueAt: dueAt, deadlineVersion: 1 })
  }
  if (act === 'refuse') end(3)
  if (act === 'request-supplement') {
    if (counted(before, rules)) model.supplements += 1
    if (model.supplements > 1) model.flagged = true
    wait(5, true)
  }
  if (act === 'supplement') goOn(before.cameFrom === 1 ? 1 : 4)
  if (act === 'supplement' && before.cameFrom === 1) model.firstDue = dates.firstDue(at)
  if (act === 'hand-over') Object.assign(model, { status: 4, person: undefined })
  if (act === 'request-fee') wait(6, rules.feePausesClock)
  if (act === 'confirm-fee') goOn(before.cameFrom)
  if (act === 'withdraw') end(7)
  if (act === 'stop') end(8)
  if (act === 'complete') Object.assign(end(9), { outcome: brought.outcome })
  if (act === 'return') Object.assign(model, { status: 10, returnedAt: at })
  if (act === 'assign') model.person = 'person-1'
  if (act === 'extend') {
    const { newDueAt: dueAt } = brought
    const deadlineVersion = before.deadlineVersion + 1
    Object.assign(model, { dueAt, extendedTo: dueAt, pauses: [], deadlineVersion, extensions: before.extensions + 1 })
  }
  return model
}
