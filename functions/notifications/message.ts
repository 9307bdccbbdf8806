import type { Concern } from '../../shared/crypto/contact.ts'
import type { Facts } from './facts.ts'
import { matterOf } from './matters.ts'
import type { TemplateName } from './templates.ts'

export const statuses = [
  'CREATED',
  'SENDING',
  'DELIVERED',
  'TEMPORARY_FAILURE',
  'PERMANENT_FAILURE',
  'TECHNICAL_FAILURE',
] as const
export type Status = (typeof statuses)[number]

/** Who is told: the role in which he gets the message, which need not be the one that it was meant for. */
export const readers = ['APPLICANT', 'AUTHOR', 'OFFICER', 'LEADER', 'ADMINISTRATOR'] as const
export type Reader = (typeof readers)[number]

/** Who is no member of staff: the applicant of a dossier, the author of a feedback. */
export type Outsider = Extract<Reader, 'APPLICANT' | 'AUTHOR'>
export const isOutside = (to: Reader): to is Outsider => to === 'APPLICANT' || to === 'AUTHOR'

/** What somebody's address was left for, and is sealed for. */
export const concernOf = (to: Outsider, subject: string): Concern =>
  to === 'APPLICANT' ? { dossier: subject } : { feedback: subject }

/** From where to where a message may go. Late news of the provider may still correct an end: it knows better than we. */
export const transitions: Record<Status, readonly Status[]> = {
  CREATED: ['SENDING', 'DELIVERED', 'TEMPORARY_FAILURE', 'PERMANENT_FAILURE', 'TECHNICAL_FAILURE'],
  SENDING: ['SENDING', 'DELIVERED', 'TEMPORARY_FAILURE', 'PERMANENT_FAILURE', 'TECHNICAL_FAILURE'],
  TEMPORARY_FAILURE: ['SENDING', 'DELIVERED', 'TEMPORARY_FAILURE', 'PERMANENT_FAILURE', 'TECHNICAL_FAILURE'],
  DELIVERED: ['PERMANENT_FAILURE'],
  TECHNICAL_FAILURE: ['DELIVERED', 'PERMANENT_FAILURE'],
  PERMANENT_FAILURE: [],
}

/** Why a message ended: in which status, and whether somebody has to hear of it. */
export const reasons = {
  /** The address does not exist any more, or its box does not take the mail. */
  BOUNCED: { status: 'PERMANENT_FAILURE', told: true },
  /** The provider takes neither this message nor this address. */
  REJECTED: { status: 'PERMANENT_FAILURE', told: true },
  /** The person has gone, or left an address that is no use. */
  NO_ADDRESS: { status: 'PERMANENT_FAILURE', told: true },
  /** Nobody is there to be told: no officer, no leader, no administrator. */
  NO_RECIPIENT: { status: 'PERMANENT_FAILURE', told: true },
  /** An earlier mail to the address bounced, or its owner called it spam. */
  SUPPRESSED: { status: 'PERMANENT_FAILURE', told: true },
  /** What it says is no longer so: it has ended, stands or has another due date. */
  SUPERSEDED: { status: 'PERMANENT_FAILURE', told: false },
  /** Tried to the last time. */
  GAVE_UP: { status: 'TECHNICAL_FAILURE', told: true },
  /** The sender is not verified. */
  NOT_CONFIGURED: { status: 'TECHNICAL_FAILURE', told: true },
  /** The provider lets us send no more. */
  SUSPENDED: { status: 'TECHNICAL_FAILURE', told: true },
  /** A fact that the text needs is missing: a fault of ours. */
  UNWRITABLE: { status: 'TECHNICAL_FAILURE', told: true },
} as const satisfies Record<string, { status: Status; told: boolean }>
export type Reason = keyof typeof reasons

/** Only ever longer: a stored attempt has its outcome's place here. */
export const outcomes = ['PENDING', 'ACCEPTED', 'TEMPORARY', 'PERMANENT', 'TECHNICAL', 'UNKNOWN'] as const
export type Outcome = (typeof outcomes)[number]

/** One call to a provider. The error is its name, never its text. */
export interface Attempt {
  at: string
  outcome: Outcome
  error?: string
}

/** What a message says beside what is looked up when it is written. Nothing of the applicant or the author. */
export type KnownFacts = Pick<
  Facts,
  | 'at'
  | 'dueAt'
  | 'originalDueAt'
  | 'overdueDays'
  | 'officer'
  | 'unit'
  | 'remark'
  | 'toDo'
  | 'host'
  | 'reason'
  | 'since'
>

/** One message to one person about one event. */
export interface Message {
  id: string
  /** The dossier's code, or the id of the feedback or the webhook. */
  subject: string
  agency: string
  /** A webhook has none. */
  receivingPoint?: string
  template: { name: TemplateName; version: number }
  to: Reader
  /** A member of staff, and the agency at which he is registered. */
  person?: { id: string; agency: string }
  channel: 'EMAIL' | 'SMS'
  facts: KnownFacts
  /** The deadline of which it speaks, or that stood when it was made. */
  deadline?: { version: number }
  status: Status
  reason?: Reason
  createdAt: string
  sentAt?: string
  endedAt?: string
  /** The last eight, the oldest first. */
  attempts: Attempt[]
  /** How often it was tried. */
  tries: number
  /** What the provider calls it. */
  providerId?: string
  /** When a sweep has to look at it, by its due row. */
  due?: string
}

/** A message as it shall stand; told: with an event. */
export interface Decided {
  message: Message
  told: boolean
}

/** Whether a message may come to a status from where it stands. */
export const mayBecome = (message: Pick<Message, 'status'>, status: Status): boolean =>
  transitions[message.status].includes(status)

/** A new message, as it waits to be sent. */
export const created = (
  known: Pick<
    Message,
    'id' | 'subject' | 'agency' | 'receivingPoint' | 'template' | 'to' | 'person' | 'channel' | 'facts' | 'deadline'
  >,
  now: string,
): Message => ({ ...known, status: 'CREATED', createdAt: now, attempts: [], tries: 0 })

/** The message ended for a reason, or undefined when it can't end so any more. */
export function ended(message: Message, reason: Reason, now: string): Decided | undefined {
  const { status, told } = reasons[reason]
  if (!mayBecome(message, status)) return undefined
  const { due: _due, ...rest } = message
  return { message: { ...rest, status, reason, endedAt: now }, told }
}

/** Ends that we found before another try: the first may have arrived all the same. */
const ours: ReadonlySet<Reason> = new Set(['NO_ADDRESS', 'SUPPRESSED', 'SUPERSEDED'])

/** The message as its reader got it, or undefined when that is no news. */
export function delivered(message: Message, now: string): Decided | undefined {
  const { reason } = message
  if (!mayBecome(message, 'DELIVERED') && !(reason && ours.has(reason))) return undefined
  const { due: _due, reason: _reason, ...rest } = message
  return { message: { ...rest, status: 'DELIVERED', sentAt: message.sentAt ?? now, endedAt: now }, told: true }
}

const radix = 36

/** An attempt as a line: when, the place of the outcome in its list, the error. Eight of them must fit into a message. */
const lineOf = ({ at, outcome, error }: Attempt): string =>
  [Date.parse(at).toString(radix), outcomes.indexOf(outcome), ...(error ? [error] : [])].join(' ')

function attemptIn(line: string): Attempt {
  const [at = '', place, ...words] = line.split(' ')
  const error = words.join(' ')
  const outcome = outcomes[Number(place)] ?? 'UNKNOWN'
  return { at: new Date(Number.parseInt(at, radix)).toISOString(), outcome, ...(error ? { error } : {}) }
}

/** A message as it is stored: its id is the key, and its attempts are lines, so that the item stays under 1 KB. */
export function packed({ id: _id, attempts, ...rest }: Message) {
  return { ...rest, attempts: attempts.map(lineOf) }
}

/** A stored message as it is, without what the journal keeps beside it. */
export function unpacked(id: string, item: ReturnType<typeof packed>): Message {
  const { agency, receivingPoint, template, to, person, channel, facts, deadline, status, reason } = item
  const { subject, createdAt, sentAt, endedAt, tries, providerId, due } = item
  const known = { id, subject, agency, receivingPoint, template, to, person, channel, facts, deadline, status, reason }
  const attempts = item.attempts.map(attemptIn)
  return { ...known, createdAt, sentAt, endedAt, attempts, tries, providerId, due }
}

/** What is told of a message that has come to an end. */
export function toldOf({ id, subject, agency, to, channel, template, status, reason }: Message) {
  const type = status === 'DELIVERED' ? 'notification.delivered' : 'notification.failed'
  return {
    type,
    data: {
      id,
      about: matterOf(template),
      subject,
      agency,
      to,
      channel,
      template,
      status,
      ...(reason ? { reason } : {}),
    },
  }
}
