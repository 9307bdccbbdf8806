import type { Guard } from './guard.ts'

const webhook = {
  file: 'functions/integrations/webhook.ts',
  project: 'unit',
  test: 'tests/unit/integrations/webhook.test.ts',
} as const
const feed = {
  file: 'functions/integrations/feed.ts',
  project: 'unit',
  test: 'tests/unit/integrations/feed.test.ts',
} as const
const attempts = {
  file: 'functions/notifications/attempts.ts',
  project: 'unit',
  test: 'tests/unit/notifications/attempts.test.ts',
} as const
const reminding = {
  file: 'functions/reminders/store.ts',
  project: 'service',
  test: 'tests/service/reminders/meanwhile.test.ts',
} as const

/** What keeps a function that is killed from losing or doubling something. `npm run faults -- crash` kills them all. */
export const guards: Guard[] = [
  {
    ...webhook,
    guards: 'a webhook is delivered to by one worker at a time',
    find: ' || (webhook.lease && webhook.lease.until > realMs)',
    replace: '',
  },
  {
    ...webhook,
    guards: 'the lease of a dead worker is over when its message comes back',
    find: 'lease: { by, until: began + leaseMs }',
    replace: 'lease: { by, until: realMs + leaseMs }',
  },
  {
    ...feed,
    guards: 'an event that is held back stays until it stands in the feed',
    find: 'if (over.length > 0) await shelf.drop(over)',
    replace: 'if (held.length > 0) await shelf.drop(held)',
  },
  {
    ...feed,
    guards: 'whoever finds an event in the feed looks what is held behind it',
    find: 'if (next.length + fresh.length === 0) return',
    replace: 'return',
  },
  {
    ...attempts,
    guards: 'a message whose sender died waits for the word of the provider',
    find: "return unanswered(message, 'Abandoned', now)",
    replace: 'return putOff(message, now, 0)',
  },
  {
    ...attempts,
    guards: 'a message that somebody sends is not sent by somebody else',
    find: "if (status === 'CREATED') return true",
    replace: "if (status === 'CREATED' || status === 'SENDING') return true",
  },
  {
    ...reminding,
    guards: 'the row that led to a reminder goes in the transaction that tells it',
    find: 'also: dueMoved(table, waits(head), waits(next.deadline))',
    replace: 'also: dueMoved(table, undefined, waits(next.deadline))',
  },
  {
    guards: 'a task is raised once, also after the head has forgotten it',
    file: 'functions/dossiers/on-attachment.ts',
    find: ' || (await store.raised(dossier, id))',
    replace: '',
    project: 'service',
    test: 'tests/service/dossiers/consumers.test.ts',
  },
  {
    guards: 'agencies below one that moved are published again, also by who repeats what was cut off',
    file: 'functions/agencies/store.ts',
    find: 'if (!placed.made) await renewLineages(summary.id, asked)',
    replace: 'if (placed.made) await renewLineages(summary.id, asked)',
    project: 'service',
    test: 'tests/service/agencies/lineage.test.ts',
  },
]
