/** Budgets of performance.md in KB (1024 bytes), by bundle; 10 % above the build fails. */
const apiBudgets: Record<string, number> = {
  'agencies-api': 345,
  'procedures-api': 400,
  // The two that seal, look up by HMAC and count working time in one.
  'dossiers-api': 460,
  'feedback-api': 460,
  'attachments-api': 400,
  // They say instants in the office's time, for which they have Temporal like those that count working time.
  'reminders-api': 400,
  'notifications-api': 400,
  // KMS for the secrets of webhooks, SQS to wake them, ipaddr.js for their addresses; and it says instants.
  'integrations-api': 460,
}
/** The S3 client alone is 422 KB; style.md gives it to event functions, so the one that reads files has its own budget. */
const fileBudgets: Record<string, number> = { 'attachments-on-upload': 525 }
/** Working time is counted with Temporal, 54 KB, which the other event functions do without. */
const timeBudgets: Record<string, number> = {
  'reminders-on-dossier': 280,
  'reminders-on-feedback': 280,
  'reminders-on-due': 280,
  // These two also send: what is left to count goes into the queue again (SQS, 23 KB).
  'dossiers-on-replan': 320,
  'feedback-on-replan': 320,
  // Who puts events into a feed says instants in the office's time, and wakes webhooks (SQS).
  'integrations-on-event': 320,
}
/** Whoever sends has the SES client (75 KB with what it needs of the SDK), KMS for addresses (27), Temporal for dates, and every text. */
const sendingBudgets: Record<string, number> = {
  'notifications-on-dossier': 430,
  'notifications-on-feedback': 430,
  'notifications-on-reminder': 430,
  'notifications-on-webhook': 430,
  'notifications-on-due': 430,
}
/** Whoever calls a webhook opens its secret (KMS), judges its address (ipaddr.js), signs, and wakes itself again (SQS). */
const callingBudgets: Record<string, number> = { 'integrations-on-deliver': 320 }
const eventBudgets = { ...fileBudgets, ...timeBudgets, ...sendingBudgets, ...callingBudgets }
const otherApi = 345
const eventFunction = 260

/** The size that a bundle should keep to, in KB. */
export function budgetOf(bundle: string): number {
  return apiBudgets[bundle] ?? eventBudgets[bundle] ?? (bundle.endsWith('-api') ? otherApi : eventFunction)
}

/** What a size means for a bundle: within its budget, above it, or so far above (10 %) that the build fails. */
export function verdict(bundle: string, bytes: number): 'within' | 'above' | 'fails' {
  const share = bytes / 1024 / budgetOf(bundle)
  if (share <= 1) return 'within'
  return share <= 1.1 ? 'above' : 'fails'
}

/** The package that an input of a bundle belongs to; our own files are `motcua`. */
export function packageOf(input: string): string {
  const inPackages = input.split('node_modules/').slice(1)
  const last = inPackages.at(-1)
  if (last === undefined) return 'motcua'
  const [first = '', second = ''] = last.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

/** Bytes of a bundle by package, the largest first. */
export function partsOf(inputs: Record<string, { bytesInOutput: number }>): Record<string, number> {
  const parts: Record<string, number> = {}
  for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
    const name = packageOf(input)
    parts[name] = (parts[name] ?? 0) + bytesInOutput
  }
  return Object.fromEntries(Object.entries(parts).sort(([, a], [, b]) => b - a))
}
