export interface Units {
  wcu?: number
  rcu?: number
}

/** Services whose use cases are counted, and the golden files that hold them, beside their tests. */
export const goldenFiles = {
  dossiers: ['capacity.golden.json', 'acts.golden.json'],
  attachments: ['capacity.golden.json'],
  due: ['capacity.golden.json'],
  reminders: ['capacity.golden.json'],
  notifications: ['capacity.golden.json'],
  feedback: ['capacity.golden.json', 'ratings-capacity.golden.json'],
  integrations: ['capacity.golden.json', 'delivery-capacity.golden.json'],
} as const satisfies Record<string, string[]>
export type Counted = keyof typeof goldenFiles

interface Wanted extends Units {
  /** What a naive design would pay, and what the rules of the store leave at least. */
  naive?: string
  floor?: string
  /** Why the goal is not met, where it isn't. */
  short?: string
}

const act = { wcu: 6, naive: '34 WCU', floor: '2' }
const listed = 'a dossier with an assignee has a row in his list `mine` too: 2 WCU (docs/decisions/008)'
const ofForm = 'applicant, form, secret and papers fill a third KB of `SEALED`: 8 + 2 × 3 + 1 (docs/decisions/008)'
const replaced = 'writes papers and sealed part, 3 KB, anew'
const creation = { wcu: 13, naive: '28 WCU', floor: '3–4', short: ofForm }

/** The goals of the design by use case, as the golden files name them; a use case that is not named has none. */
export const wanted: Record<Counted, Record<string, Wanted>> = {
  dossiers: {
    'create with a 2 KB form': creation,
    'create with a 2 KB form, without an address': creation,
    'hand over': { ...act, short: listed },
    'hand over again': { ...act, short: listed },
    'hand over with four keys kept': { ...act, short: listed },
    'note of 200 characters': { ...act, short: `the sealed text makes the entry longer than 1 KB; ${listed}` },
    'look up': {
      wcu: 1,
      rcu: 0.5,
      naive: '1 RCU',
      floor: '0.5 RCU',
      short: 'a budget for the code and one for the address (docs/decisions/010)',
    },
    'inbox page of 50': { rcu: 1.5, naive: '13.5 RCU', floor: '1.5' },
    'hand-over': act,
    'request-supplement': act,
    supplement: { ...act, short: replaced },
    'request-fee': act,
    'confirm-fee': act,
    extend: { ...act, short: 'the row of the inbox moves to its new date: deleted and put' },
    assign: act,
    withdraw: act,
    stop: act,
    correct: { ...act, short: replaced },
  },
  attachments: { ticket: { wcu: 1, floor: '1' }, verification: { wcu: 4, floor: '1' } },
  due: {
    'a tick with nothing due': { rcu: 9, naive: 'grows with what is open', floor: '8' },
    'a tick with 100 due of 10 000 open': { rcu: 9, naive: 'grows with what is open', floor: '8.9' },
  },
  reminders: {},
  notifications: {},
  feedback: {
    'a note of 400 characters': { wcu: 8, floor: '2' },
    'a hotline note of 400 characters': { wcu: 8, floor: '2' },
    'a page of 50 of what waits': { rcu: 2 },
    'a rating: its entry and its row in the month': { wcu: 4, floor: '1' },
  },
  integrations: {
    'first event of the day, of a new dossier': { wcu: 8 },
    'event of a known dossier': { wcu: 8 },
    'page of 100 of the longest events, in a new process': { rcu: 7 },
  },
}
