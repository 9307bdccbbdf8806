import type { Figure } from './figures.ts'

/** The parts of the bench, as `npm run bench -- <part>…` names them. */
export const parts = ['units', 'bundles', 'intake', 'hops', 'desk', 'check', 'growth', 'scale'] as const
export type Part = (typeof parts)[number]

/** What a goal is about, and its lines. */
export interface Lines {
  /** What is measured, and in what. */
  metric: string
  unit: string
  better: 'less' | 'more'
  goal: number
  /** The fail line; most goals have none. */
  limit?: number
  /** What could be had at best, or with nothing of ours in between. */
  best?: string
}

/** A row of the design's goal table: either a part measures it, or it is said why nothing here does. */
export type Goal = Lines & ({ part: Part } | { unmeasured: string })

const less = { better: 'less' } as const
const none = { ...less, goal: 0, limit: 0 } as const
const tenPercentMore = (goal: number) => ({ goal, limit: Math.round(goal * 1.1), unit: 'KB', ...less })

/** The goals of the design. A measurement names its row, so that a row nothing has measured is seen. */
export const goals = {
  throughput: {
    metric: 'throughput of the intake ÷ bare SDK transaction, 16 at once',
    unit: '×',
    better: 'more',
    goal: 0.97,
    limit: 0.9,
    best: '1.00',
    part: 'intake',
  },
  'own-cpu': {
    metric: 'own CPU of an intake, the store stubbed, as share of one bare SDK call with the wire stubbed',
    unit: '%',
    ...less,
    goal: 15,
    limit: 25,
    best: '25 µs',
    part: 'intake',
  },
  'bundle-api': { metric: 'bundle of an API', ...tenPercentMore(345), best: '204 KB', part: 'bundles' },
  'bundle-time': {
    metric: '… that computes working time or seals',
    ...tenPercentMore(400),
    best: '204 KB',
    part: 'bundles',
  },
  'bundle-kms': { metric: '… that does both', ...tenPercentMore(460), best: '204 KB', part: 'bundles' },
  'bundle-event': { metric: 'bundle of an event function', unit: 'KB', ...less, goal: 260, part: 'bundles' },
  init: {
    metric: 'start of a process with the API ÷ with the DynamoDB client alone',
    unit: '×',
    ...less,
    goal: 1.25,
    limit: 1.5,
    best: '1.0',
    part: 'bundles',
  },
  'first-answer': {
    metric: 'process start → first 201',
    unit: 'ms',
    ...less,
    goal: 150,
    limit: 250,
    best: '~90 ms',
    part: 'intake',
  },
  'upload-bytes': {
    metric: 'bytes of an upload through our functions',
    unit: 'bytes',
    ...none,
    best: '0',
    part: 'hops',
  },
  signing: { metric: 'signing a ticket', unit: 'µs', ...less, goal: 60, part: 'hops' },
  'hottest-key': {
    metric: 'hottest key at 100 × the nation, peak hour',
    unit: 'WCU/s',
    ...less,
    goal: 400,
    limit: 1000,
    best: '–',
    part: 'scale',
  },
  'consumer-row': { metric: 'commit → row of a consumer, p99', unit: 's', ...less, goal: 2, part: 'desk' },
  hop: { metric: 'own CPU of a hop, with the SDK', unit: 'ms', ...less, goal: 5, part: 'hops' },
  'sweep-10k': {
    metric: 'rows a sweep reads ÷ due, 10 000 open',
    unit: '×',
    ...less,
    goal: 1,
    limit: 1,
    best: '1.00',
    part: 'growth',
  },
  'sweep-100k': {
    metric: 'rows a sweep reads ÷ due, 100 000 open',
    unit: '×',
    ...less,
    goal: 1,
    limit: 1,
    best: '1.00',
    part: 'growth',
  },
  lateness: {
    metric: 'lateness of a reminder, 1 000 due in a minute, p99',
    unit: 's',
    ...less,
    goal: 120,
    best: '60 s',
    part: 'desk',
  },
  'lateness-lost': { metric: '… not mailed', unit: 'mails', ...none, part: 'desk' },
  'lateness-twice': { metric: '… mailed twice', unit: 'mails', ...none, part: 'desk' },
  'outage-left': {
    metric: 'after an outage of six hours: not told by the next sweep',
    unit: 'reminders',
    ...none,
    part: 'hops',
  },
  'outage-twice': { metric: '… told twice', unit: 'reminders', ...none, part: 'hops' },
  'outage-order': { metric: '… told before an older one', unit: 'reminders', ...none, part: 'hops' },
  cost: {
    metric: 'cost of 1 000 dossiers without mail',
    unit: '$',
    ...less,
    goal: 0.25,
    best: '0.134 $',
    part: 'scale',
  },
  idle: { metric: 'cost of a month in which nothing happens', unit: '$', ...less, goal: 5, best: '0 $', part: 'scale' },
  receipt: {
    metric: 'receipt as PDF, warm',
    unit: 'ms',
    ...less,
    goal: 60,
    unmeasured: 'there is no such function yet',
  },
  'start-warm': { metric: '`npm start` with warm caches → desk open', unit: 's', ...less, goal: 60, part: 'desk' },
  'start-clean': {
    metric: '`npm start` in a clean clone',
    unit: 's',
    ...less,
    goal: 180,
    unmeasured: 'it would download everything anew, which depends on the network',
  },
  check: { metric: 'fast checks and unit tests', unit: 's', ...less, goal: 30, part: 'check' },
  everything: { metric: 'every test', unit: 's', ...less, goal: 480, part: 'check' },
  memory: {
    metric: 'memory of a function under load (PSS, the largest)',
    unit: 'MB',
    ...less,
    goal: 120,
    best: '45 MB',
    part: 'desk',
  },
} as const satisfies Record<string, Goal>

export type GoalName = keyof typeof goals

/** What was measured for a row of the goals, with that row's lines. */
export function reached(name: GoalName, value: number, note?: string): Figure {
  const { metric, unit, better, goal, limit }: Goal = goals[name]
  return {
    figure: metric,
    row: name,
    value,
    unit,
    goal,
    better,
    ...(limit === undefined ? {} : { limit }),
    ...(note ? { note } : {}),
  }
}
