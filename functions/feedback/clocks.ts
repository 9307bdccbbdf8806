import type { Calendar, Office } from '../../shared/calendar/calendar.ts'
import { deadline, type Limit } from '../../shared/calendar/deadline.ts'
import { apart, type Channel, type Kind, online } from './kinds.ts'
import type { Act } from './transitions.ts'

const workingDays = (value: number): Limit => ({ unit: 'WORKING_DAY', value })
const calendarDays = (value: number): Limit => ({ unit: 'CALENDAR_DAY', value })

/** What a due date waits for. [D]: read in a published source; [P]: our own decision. */
export const clocks = {
  /** Answer from the receipt [D: national index]; anew from a reopening [P]. */
  ANSWER: workingDays(15),
  /** Publish from the answer [D: national index]. */
  PUBLISH: workingDays(2),
  /** Take a complaint up or refuse it [D: Decree 155/2026, on Art 16.1 of Decree 124/2020]; a denunciation likewise [P]. */
  TAKE_UP: workingDays(7),
  /** First decision on a complaint [D: Complaints Law Art 28, not complex]; a denunciation, and anew from a reopening [P]. */
  DECIDE: calendarDays(30),
} as const satisfies Record<string, Limit>
export type Clock = keyof typeof clocks

/** Acts with a time of their own, from the receipt, that no due date shows. What isn't here has none. */
const ownLimits: Record<'ordinary' | 'apart', Partial<Record<Act, Limit>>> = {
  // [D: national index] all three. Decree 20/2008 Art 9 leaves 5 working days to hand it on: the shorter one is kept.
  ordinary: { reject: workingDays(2), 'request-info': workingDays(5), forward: workingDays(2) },
  // The index counts no complaints. [P] Whoever hands one on has decided not to take it up.
  apart: { reject: clocks.TAKE_UP, forward: clocks.TAKE_UP, start: clocks.TAKE_UP },
}

/** A clock with the instant that it runs from, and how that came in: enough to count its date anew. */
export interface Running {
  clock: Clock
  from: string
  via: 'DESK' | 'ONLINE'
}

/** What the head keeps of time. */
export interface Clocks {
  /** Absent: nothing is waited for. */
  running?: Running
  /** What the running clock came to, and was promised. */
  dueAt?: string
  /** Rises whenever `dueAt` becomes another. */
  deadlineVersion: number
  /** The acts that were done after their time. */
  late?: Act[]
  /** Its author was asked for more before, or was answered: the time of the first question is over. */
  asked?: true
}

/** Where time is counted: the agency's first receiving point. */
export interface Place {
  calendar: Calendar
  office: Office
}

type Clocked = Clocks & { kind: Kind; channel: Channel; receivedAt: string }

const viaOf = (channel: Channel) => (online.has(channel) ? 'ONLINE' : 'DESK')

const counted = (limit: Limit, { from, via }: Pick<Running, 'from' | 'via'>, { calendar, office }: Place): string =>
  deadline({ limit, acceptedAt: from, channel: via }, calendar, office).dueAt

/** When what a clock waits for is due (rules R1–R3; close of day). */
export const dueOf = (running: Running, place: Place): string => counted(clocks[running.clock], running, place)

/** The clocks of what was just received. */
export function firstClocks(kind: Kind, channel: Channel, receivedAt: string, place: Place): Clocks {
  const clock = apart.has(kind) ? 'TAKE_UP' : 'ANSWER'
  const running: Running = { clock, from: receivedAt, via: viaOf(channel) }
  return { running, dueAt: dueOf(running, place), deadlineVersion: 1 }
}

/** What is waited for after an act; the clock that runs is handed back where the act changes nothing of it. */
function runningAfter(act: Act, { kind, running }: Clocked, at: string): Running | undefined {
  switch (act) {
    case 'start':
      // Begun once: who asks the author and starts again wins no time.
      return running?.clock === 'TAKE_UP' ? { clock: 'DECIDE', from: at, via: 'DESK' } : running
    case 'answer':
      return apart.has(kind) ? undefined : { clock: 'PUBLISH', from: at, via: 'DESK' }
    case 'reopen':
      return { clock: apart.has(kind) ? 'DECIDE' : 'ANSWER', from: at, via: 'ONLINE' }
    case 'reject':
    case 'forward':
    case 'publish':
      return undefined
    case 'request-info':
    case 'add-info':
      // The national index subtracts nothing while the author is asked.
      return running
  }
}

/**
 * Whether an act comes after its time. What a due date waits for is late after that date; the other times are those of what
 * lies there as it came, so that who was asked or answered once is out of them.
 */
function isLate(act: Act, feedback: Clocked, at: string, place: Place): boolean {
  const { kind, channel, receivedAt, dueAt, asked } = feedback
  if (act === 'answer' || act === 'publish') return dueAt !== undefined && dueAt < at
  const limit = ownLimits[apart.has(kind) ? 'apart' : 'ordinary'][act]
  if (!limit || asked) return false
  return counted(limit, { from: receivedAt, via: viaOf(channel) }, place) < at
}

/** What the head keeps of time after an act: spread over the head, it replaces all of it. */
export function clocksAfter(act: Act, feedback: Clocked, at: string, place: Place): Clocks {
  const { running: before, dueAt: promised, deadlineVersion, late = [], asked } = feedback
  const running = runningAfter(act, feedback, at)
  // What goes on running keeps the date that was promised: only a plan anew may move it.
  const dueAt = running === before ? promised : running && dueOf(running, place)
  const names = isLate(act, feedback, at, place) && !late.includes(act) ? [...late, act] : late
  return {
    running,
    dueAt,
    deadlineVersion: deadlineVersion + (dueAt === promised ? 0 : 1),
    late: names.length > 0 ? names : undefined,
    asked: act === 'request-info' || act === 'answer' ? true : asked,
  }
}
