/** A step in the life of a dossier, as often as it happens to one; what it costs the store is in a golden file. */
export interface MixedStep {
  /** `<folder of tests/service>/<golden file>`, and the use case in it. Left out where the store has no part. */
  golden?: [file: string, useCase: string]
  says: string
  times: number
  /** Requests through the front door. */
  requests?: number
  /** The event that it publishes, by its type. */
  event?: string
  /** Messages on queues of our own, beside those that the bus brings. */
  messages?: number
  /** Requests to KMS. */
  keys?: number
  /** PUTs and GETs of files. */
  puts?: number
  gets?: number
  mails?: number
  /** Files that are scanned for malware. */
  scans?: number
}

const dossiers = 'dossiers/capacity.golden.json'
const acts = 'dossiers/acts.golden.json'
const attachments = 'attachments/capacity.golden.json'
const reminders = 'reminders/capacity.golden.json'
const notifications = 'notifications/capacity.golden.json'
const integrations = 'integrations/capacity.golden.json'
const delivery = 'integrations/delivery-capacity.golden.json'
const feedback = 'feedback/capacity.golden.json'
const ratings = 'feedback/ratings-capacity.golden.json'

/** Events that a dossier publishes in the mean: filed, handed over, noted, completed, returned, and what some have besides. */
const events = 4.93

/**
 * One dossier in the mean, as a ward would have it: filed at the desk with two files and a form of 2 KB, handed over,
 * completed, returned; every tenth with a supplement, every tenth with a fee. All of it is assumed, and none of it measured
 * in an office. Where a use case has no golden figure, the nearest that is not cheaper stands for it.
 */
export const mix: MixedStep[] = [
  {
    says: 'filed',
    golden: [dossiers, 'create with a 2 KB form'],
    times: 1,
    requests: 1,
    event: 'dossier.accepted',
    keys: 2,
  },
  { says: 'handed over', golden: [dossiers, 'hand over'], times: 1, requests: 1, event: 'dossier.handed-over' },
  {
    says: 'noted',
    golden: [dossiers, 'note of 200 characters'],
    times: 0.5,
    requests: 1,
    event: 'dossier.noted',
    keys: 1,
  },
  {
    says: 'papers asked for',
    golden: [acts, 'request-supplement'],
    times: 0.1,
    requests: 1,
    event: 'dossier.supplement-requested',
    keys: 1,
  },
  {
    says: 'papers brought',
    golden: [acts, 'supplement'],
    times: 0.1,
    requests: 1,
    event: 'dossier.supplemented',
    keys: 2,
  },
  {
    says: 'fee asked for',
    golden: [acts, 'request-fee'],
    times: 0.1,
    requests: 1,
    event: 'dossier.fee-requested',
    keys: 1,
  },
  { says: 'fee paid', golden: [acts, 'confirm-fee'], times: 0.1, requests: 1, event: 'dossier.fee-paid', keys: 1 },
  { says: 'extended', golden: [acts, 'extend'], times: 0.03, requests: 1, event: 'dossier.extended', keys: 1 },
  {
    says: 'completed (as a note)',
    golden: [dossiers, 'note of 200 characters'],
    times: 1,
    requests: 1,
    event: 'dossier.completed',
    keys: 2,
  },
  {
    says: 'returned (as a note)',
    golden: [dossiers, 'note of 200 characters'],
    times: 1,
    requests: 1,
    event: 'dossier.returned',
    keys: 1,
  },
  { says: 'read by the desk', golden: [dossiers, 'read the record'], times: 4, requests: 1, keys: 1 },
  { says: 'a page of the inbox', golden: [dossiers, 'inbox page of 50'], times: 4, requests: 1 },
  { says: 'looked up', golden: [dossiers, 'look up'], times: 3, requests: 1 },
  { says: 'ticket of a file', golden: [attachments, 'ticket'], times: 2, requests: 1, keys: 1, puts: 1 },
  {
    says: 'file verified',
    golden: [attachments, 'verification'],
    times: 2,
    event: 'attachment.verified',
    messages: 1,
    puts: 1,
    gets: 1,
    scans: 1,
  },
  { says: 'status of a file', golden: [attachments, 'status'], times: 2, requests: 1, keys: 1 },
  { says: 'file claimed', golden: [attachments, 'claim'], times: 2, event: 'attachment.claimed' },
  { says: 'deadline planned', golden: [reminders, 'acceptance heard'], times: 1 },
  { says: 'officer noted', golden: [reminders, 'hand-over heard'], times: 1 },
  { says: 'other events heard', golden: [reminders, 'note heard'], times: events - 3 },
  { says: 'end heard', golden: [reminders, 'completed'], times: 1 },
  { says: 'warned', golden: [reminders, 'warning told'], times: 0.5, event: 'reminder.due' },
  {
    says: 'missed, and the leader told',
    golden: [reminders, 'missed, and the leader told'],
    times: 0.03,
    event: 'deadline.missed',
  },
  { says: 'applicant told', golden: [notifications, 'accepted and told'], times: 2, keys: 1, mails: 1 },
  { says: 'officer and leader told', golden: [notifications, 'reminder'], times: 0.53, mails: 1 },
  { says: 'nobody told', golden: [notifications, 'silent event'], times: events - 2 },
  { says: 'mail delivered', golden: [notifications, 'delivered'], times: 2.53, messages: 1 },
  { says: 'put into the feed', golden: [integrations, 'event of a known dossier'], times: events, messages: 1 },
  { says: 'delivered to one webhook', golden: [delivery, 'one event delivered'], times: events },
  {
    says: 'a hundredth of a page of the feed',
    golden: [integrations, 'page of 100 of the longest events, in a new process'],
    times: events / 100,
    requests: 1,
  },
  { says: 'end noted for the rating', golden: [ratings, 'the end of a dossier heard'], times: 1 },
  {
    says: 'rated',
    golden: [ratings, 'a rating: its entry and its row in the month'],
    times: 0.1,
    requests: 1,
    event: 'rating.given',
  },
  { says: 'budgets of a rating', golden: [ratings, 'a rating: the budgets of address and dossier'], times: 0.1 },
  {
    says: 'a note in the suggestion box',
    golden: [feedback, 'a note of 400 characters'],
    times: 0.02,
    requests: 1,
    event: 'feedback.received',
    keys: 2,
  },
  {
    says: 'its answer',
    golden: [feedback, 'answer of 200 characters'],
    times: 0.02,
    requests: 1,
    event: 'feedback.answered',
    keys: 1,
  },
]

/** What is assumed of functions, files and lines. Memory is that of the templates. */
export const assumed = {
  memoryGb: 0.25,
  requestSeconds: 0.06,
  messageSeconds: 0.05,
  fileGb: 0.0005,
  /** What a dossier's rows take in all tables; held to what the stores write by tests/unit/bench. */
  rowGb: 16_000 / 1e9,
  /** Of a call: its own line, and those of Lambda about its beginning and end. */
  lineGb: 0.6 / 1e6,
  accessLineGb: 0.25 / 1e6,
  answerGb: 4 / 1e6,
  /** Sent, received and deleted; alone, where a batch would share two of them. */
  requestsAMessage: 3,
} as const
