import type { Meant } from './audience.ts'
import type { DossierEvent, ReminderEvent } from './copies.ts'
import { noticesOfFeedbackReminder } from './feedback-notices.ts'
import type { KnownFacts } from './message.ts'
import type { TemplateName } from './templates.ts'

/** What an event gives cause to say: by which template, to whom, and what is known for it. */
export interface Notice {
  template: TemplateName
  to: 'APPLICANT' | 'AUTHOR' | Meant
  facts: KnownFacts
  /** The member of staff whom the text names. */
  officer?: string
  deadline?: { version: number }
}

/** Where an event comes from. */
export interface Source {
  subject: string
  version: number
  time: string
  agency: string
  receivingPoint?: string
}

/** What the applicant is told of his dossier. A return and a withdrawal he does himself; other events are the desk's. */
const ofDossier: Record<string, TemplateName> = {
  'dossier.accepted': 'accepted',
  'dossier.supplement-requested': 'supplement-requested',
  'dossier.supplemented': 'supplement-received',
  'dossier.fee-requested': 'fee-requested',
  'dossier.completed': 'result-ready',
  'dossier.refused': 'refused',
  'dossier.stopped': 'stopped',
  'dossier.extended': 'deadline-changed',
  'dossier.deadline-changed': 'deadline-changed',
}

const ofReminder: Record<NonNullable<ReminderEvent['data']['kind']>, TemplateName> = {
  DUE_SOON: 'due-soon',
  DUE: 'due',
  OVERDUE: 'overdue',
}

/** What a dossier's event gives cause to say. */
export function noticesOfDossier({ type, time: at, data }: DossierEvent): Notice[] {
  const template = ofDossier[type]
  if (!template) return []
  const { dueAt, originalDueAt, deadlineVersion: version, assignee, by } = data
  // Who took the dossier in has it until it is handed over.
  const officer = assignee?.person ?? (by.agency === undefined ? undefined : by.id)
  return [
    {
      template,
      to: 'APPLICANT',
      facts: { at, ...(dueAt ? { dueAt } : {}), ...(originalDueAt ? { originalDueAt } : {}) },
      deadline: { version },
      ...(officer ? { officer } : {}),
    },
  ]
}

/** What an event of a deadline gives cause to say. */
export function noticesOfReminder(event: ReminderEvent): Notice[] {
  const { type, time: at, data } = event
  if (data.feedback !== undefined) return noticesOfFeedbackReminder(event)
  const { kind, to = 'OFFICER', officer, unit, dueAt, overdueDays, deadlineVersion: version } = data
  const known = { at, dueAt, ...(unit ? { unit } : {}) }
  const common = { deadline: { version }, ...(officer ? { officer } : {}) }
  if (type === 'deadline.missed') return [{ ...common, template: 'late', to: 'APPLICANT', facts: known }]
  if (kind === undefined) throw new Error('a reminder has a kind')
  const facts = { ...known, ...(overdueDays === undefined ? {} : { overdueDays }) }
  return [{ ...common, template: ofReminder[kind], to: { to, ...(officer ? { officer } : {}) }, facts }]
}

/** Longer than any queue keeps a message: what is older comes of a replay, which rebuilds copies and tells nobody. */
const newsDays = 15
const day = 86_400_000
/** So long before a table began its service may have been waiting for its first run. */
const graceMs = 3_600_000

/** Whether an event is still news. What happened before this table began, another one has told, which was lost. */
export function isNews({ time }: Pick<Source, 'time'>, now: string, began = time): boolean {
  const at = Date.parse(time)
  return at >= Date.parse(now) - newsDays * day && at >= Date.parse(began) - graceMs
}
