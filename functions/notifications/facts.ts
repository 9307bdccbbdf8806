import { dateText, dayText, type Language, momentText, timeText } from '../../shared/vietnamese/date-text.ts'

/** Why a message reaches somebody else than the one it was meant for. */
export type Remark = 'NO_OFFICER' | 'NO_LEADER' | 'NO_OWN_LEADER'

/** Where people ask and collect, as a text names it. */
export interface Place {
  name: string
  address: string
  /** As `hoursText` writes them. */
  hours: string
  hotline?: string
}

/** All that a text may say. Nothing of the applicant or the author: a mail is read on strange screens and lies in strange boxes. */
export interface Facts {
  /** The id of the message; support asks for it. */
  message: string
  /** The dossier's code, or the id of the feedback or the webhook. */
  code: string
  /** The agency's name. */
  agency: string
  /** Absent where an agency has none of its own. */
  point?: Place
  /** The page of what it is about, or that of the look-up. */
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
  /** What has to be done of a feedback. */
  toDo?: keyof typeof toDos
  /** Of a denunciation, of which the desk hears nothing: nobody is sent there to ask. */
  restricted?: true
  /** Of a webhook: the host that got the events, why it gets none any more, and since when it took none. */
  host?: string
  reason?: keyof typeof stops
  since?: string
}

const toDos = {
  ANSWER: 'xem xét và trả lời',
  PUBLISH: 'đăng công khai nội dung trả lời',
  // Of what is first taken up or refused, then decided; which of the two, its page says.
  HANDLE: 'xem xét, giải quyết theo quy định',
}
const leadersOnly =
  'Chỉ lãnh đạo được xem nội dung này. Đề nghị ông/bà trực tiếp xử lý, và không chuyển thư này cho người khác.'
const stops = {
  GONE: 'máy chủ nhận trả lời rằng địa chỉ này không còn (410)',
  FAILED_TOO_LONG: 'gửi không thành công quá lâu',
}

/** Office hours as a text names them: '08:00–11:30, 13:00–17:00'. */
export const hoursText = (sessions: readonly { from: string; to: string }[]): string =>
  sessions.map(({ from, to }) => `${from}–${to}`).join(', ')

/** What each placeholder stands for in a language. A closed list: what else an object carries can't reach a text. */
export function words(facts: Facts, language: Language) {
  const { message, code, agency, point, link, at, dueAt, originalDueAt, overdueDays, officer, unit } = facts
  const { toDo, restricted, host, reason, since } = facts
  return {
    ...{ message, code, agency, link, officer, unit, host },
    ...{ point: point?.name, address: point?.address, hours: point?.hours, hotline: point?.hotline },
    at: momentText(at, language),
    day: dayText(at),
    date: dateText(at, language),
    dueAt: dueAt && momentText(dueAt, language),
    originalDueAt: originalDueAt && momentText(originalDueAt, language),
    // In an SMS every character counts: no weekday, and of the link only the host, which can be typed.
    due: dueAt && `${timeText(dueAt)} ${dayText(dueAt)}`,
    site: new URL(link).host,
    overdueDays: overdueDays?.toString(),
    // Only staff are told these, in Vietnamese.
    toDo: toDo && toDos[toDo],
    leadersOnly: restricted && leadersOnly,
    reason: reason && stops[reason],
    since: since && momentText(since, language),
  }
}

/** The words of a text by placeholder. */
export type Words = ReturnType<typeof words>
