import type * as z from 'zod'
import { Refusal } from '../../shared/problems/refusal.ts'
import type * as bodies from './act-schemas.ts'
import { clocksAfter, type Place } from './clocks.ts'
import type { Acted, Feedback, Sealed } from './feedback.ts'
import { listed } from './feedback.ts'
import { apart } from './kinds.ts'
import { leaks } from './redaction.ts'
import { type Act, type Status, transitions } from './transitions.ts'

/** Where and when something is done: the calendar and the office that count, and the instant. */
export interface Moment {
  at: string
  place: Place
}

/** What an act makes of the feedback as it is now. */
export type Deciding = (feedback: Feedback, moment: Moment) => Acted
type Body<Schema extends z.ZodType> = z.output<Schema>

/** The acts that the status allows, whoever asks. Neither a complaint nor a denunciation is ever published. */
export const possibleActs = ({ status, kind }: Pick<Feedback, 'status' | 'kind'>): Act[] =>
  (Object.keys(transitions) as Act[]).filter((act) => {
    const from: readonly Status[] = transitions[act].from
    return from.includes(status) && !(act === 'publish' && apart.has(kind))
  })

/**
 * An act by the table of transitions: its status, its event, its clock. What is late is done all the same, and remembered.
 * @throws Refusal `wrong-state` naming the status and the possible acts.
 */
function act(
  name: Act,
  feedback: Feedback,
  { at, place }: Moment,
  details: Acted['details'],
  change: Partial<Feedback> = {},
): Acted {
  const possible = possibleActs(feedback)
  if (!possible.includes(name)) throw new Refusal('wrong-state', { state: { code: feedback.status }, possible })
  const clocks = clocksAfter(name, feedback, at, place)
  const endedAt = clocks.dueAt === undefined ? at : undefined
  const changed = { ...feedback, ...change, ...clocks, status: transitions[name].to, endedAt }
  return { feedback: listed(changed), event: transitions[name].event, details }
}

/** Refuse to take it up (từ chối tiếp nhận), with the reason. */
export const reject =
  ({ reason }: Body<typeof bodies.Rejection>): Deciding =>
  (feedback, moment) =>
    act('reject', feedback, moment, { reason })

/** Ask its author for more; the clock runs on. */
export const requestInfo =
  ({ question }: Body<typeof bodies.Question>): Deciding =>
  (feedback, moment) =>
    act('request-info', feedback, moment, { question })

/** Its author adds what he was asked for. */
export const addInfo =
  ({ text, attachments }: Omit<Body<typeof bodies.Addition>, 'secret'>): Deciding =>
  (feedback, moment) => ({ ...act('add-info', feedback, moment, { text, attachments }), attachments })

/** Hand it on to whom it concerns (chuyển đơn vị khác); here it ends. */
export const forward =
  ({ to, reason }: Body<typeof bodies.Forwarding>): Deciding =>
  (feedback, moment) =>
    act('forward', feedback, moment, { to, reason })

/** Take it up (xử lý), in the hand of a unit or person; of who takes it up where none is named. */
export const start =
  ({ unit, person }: Body<typeof bodies.Start>, by: string): Deciding =>
  (feedback, moment) => {
    const assignee = unit === undefined && person === undefined ? { person: by } : { unit, person }
    return act('start', feedback, moment, undefined, { assignee })
  }

/** Answer its author. */
export const answer =
  ({ text, attachments }: Body<typeof bodies.FeedbackReply>): Deciding =>
  (feedback, moment) => ({
    ...act('answer', feedback, moment, { text, attachments }, { answeredAt: moment.at }),
    attachments,
  })

/**
 * Publish a version for everybody (công khai), a text of its own.
 * @throws Refusal 422 with a pointer to each text that still has in it what points to a person.
 */
export const publish =
  (publicVersion: Body<typeof bodies.Publication>, { submitter, dossier }: Sealed): Deciding =>
  (feedback, moment) => {
    const acted = act('publish', feedback, moment, publicVersion, { publishedAt: moment.at })
    const errors = Object.entries(publicVersion).flatMap(([name, text]) =>
      leaks(text, { ...submitter, dossier }).map((what) => ({ pointer: `/${name}`, detail: `Take out: ${what}` })),
    )
    if (errors.length > 0) throw new Refusal('invalid-request', { errors })
    return { ...acted, publicVersion }
  }

/** Until when its author may ask to have it looked at again; undefined while there is no answer. */
export const reopenUntil = ({ answeredAt }: Pick<Feedback, 'answeredAt'>, hours: number): string | undefined =>
  answeredAt && new Date(Date.parse(answeredAt) + hours * 3_600_000).toISOString()

/** Its author wants it looked at again; what was published stays until something else is. */
export const reopen =
  ({ reason }: Pick<Body<typeof bodies.Reopening>, 'reason'>, hours: number): Deciding =>
  (feedback, moment) => {
    const again = { answeredAt: undefined, publishedAt: undefined }
    const acted = act('reopen', feedback, moment, { reason }, again)
    const until = reopenUntil(feedback, hours)
    if (until !== undefined && moment.at > until) throw new Refusal('reopening-over', { until })
    return acted
  }
