import { dateText, dayText, type Language, momentText, timeText } from '../../shared/vietnamese/date-text.ts'

/** Why a reminder reaches somebody else than the one it was meant for. */
export type Remark = 'NO_OFFICER' | 'NO_LEADER'

/** Where people ask and collect, as a text names it. */
export interface Place {
  name: string
  address: string
  /** As `hoursText` writes them. */
  hours: string
  hotline?: string
}

/** All that a text may say. Nothing of the applicant: a mail is read on strange screens and lies in strange boxes. */
export interface Facts {
  /** The id of the message; support asks for it. */
  message: string
  code: string
  /** The agency's name. */
  agency: string
  point: Place
  /** The page of the dossier, or that of the look-up. */
  link: string
  /** When the thing happened that the text tells. */
  at: string
  /** The appointment as it now stands. */
  dueAt?: string
  /** The first appointment. */
  originalDueAt?: string
  /** Whole working days since it fell due, the present one counted. */
  overdueDays?: number
  /** The name of the official concerned. */
  officer?: string
  unit?: string
  remark?: Remark
}

/** Office hours as a text names them: '08:00–11:30, 13:00–17:00'. */
export const hoursText = (sessions: readonly { from: string; to: string }[]): string =>
  sessions.map(({ from, to }) => `${from}–${to}`).join(', ')

/** What each placeholder stands for in a language. A closed list: what else an object carries can't reach a text. */
export function words(facts: Facts, language: Language) {
  const { message, code, agency, point, link, at, dueAt, originalDueAt, overdueDays, officer, unit } = facts
  return {
    ...{ message, code, agency, link, officer, unit },
    ...{ point: point.name, address: point.address, hours: point.hours, hotline: point.hotline },
    at: momentText(at, language),
    day: dayText(at),
    date: dateText(at, language),
    dueAt: dueAt && momentText(dueAt, language),
    originalDueAt: originalDueAt && momentText(originalDueAt, language),
    // In an SMS every character counts: no weekday, and of the link only the host, which can be typed.
    due: dueAt && `${timeText(dueAt)} ${dayText(dueAt)}`,
    site: new URL(link).host,
    overdueDays: overdueDays?.toString(),
  }
}

/** The words of a text by placeholder. */
export type Words = ReturnType<typeof words>
