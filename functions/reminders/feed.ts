import type { FeedEntry } from '../../shared/icalendar/feed.ts'
import type { Actor, Membership } from '../../shared/permission/actor.ts'
import { roleFor } from '../../shared/permission/permission.ts'
import type { FeedOf, FeedRow } from './feed-rows.ts'
import type { ToDo } from './heard.ts'
import type { Feed } from './store.ts'

/** Whose rows a feed shows: an officer's at the agency, or the agency's. */
export const rowsOf = ({ of, agency, person }: Pick<Feed, 'of' | 'agency' | 'person'>): FeedOf =>
  of === 'MINE' ? { agency, officer: person } : { agency }

/** Whether a feed still shows anything: only as long as who made it works at a desk of the agency, or above it. */
export function stillShown({ person, agency }: Feed, memberships: Membership[], lineage: string[]): boolean {
  const maker: Actor = { kind: 'person', id: person, memberships }
  return roleFor(maker, 'feed:create', { agencies: [agency, ...lineage] }) !== undefined
}

/** The name under which a calendar program shows the feed. */
export const feedName = ({ of }: Pick<Feed, 'of'>, agency: string): string =>
  of === 'MINE' ? `Hạn hồ sơ và ý kiến của tôi: ${agency}` : `Hạn hồ sơ và ý kiến: ${agency}`

/** An answer has room for 6 MB, an entry takes about 450 bytes. */
const shownMost = 5_000

/** What a feed shows of very many rows: first what is still to be done, the earliest due before the others. */
export function shownOf(rows: FeedRow[], most = shownMost): FeedRow[] {
  if (rows.length <= most) return rows
  const cancelled = ({ state }: FeedRow) => (state === 'CANCELLED' ? 1 : 0)
  return rows
    .toSorted((a, b) => cancelled(a) - cancelled(b) || (a.dueAt < b.dueAt ? -1 : 1))
    .slice(0, most)
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** What an entry of a feedback is called. */
const titles: Record<ToDo, string> = {
  ANSWER: 'Hạn trả lời ý kiến',
  PUBLISH: 'Hạn công khai trả lời ý kiến',
  HANDLE: 'Hạn xem xét ý kiến',
}
const titleOf = ({ code, toDo }: Pick<FeedRow, 'code' | 'toDo'>) =>
  `${toDo === undefined ? 'Hạn trả hồ sơ' : titles[toDo]} ${code}`

/** A row as an entry of the calendar. Of who wants something it says nothing: programs that nobody here knows read it. */
export function entryOf(
  { code, toDo, receivingPoint, state, sequence, dueAt, changedAt }: FeedRow,
  pages: string,
): FeedEntry {
  const cancelled = state === 'CANCELLED'
  const url = `${pages}/${toDo === undefined ? 'dossiers' : 'feedback'}/${code}`
  return {
    uid: `${code}@motcua`,
    sequence,
    cancelled,
    dueAt,
    changedAt,
    summary: titleOf({ code, toDo }),
    description: [
      ...(cancelled ? [toDo === undefined ? 'Không còn hạn trả này.' : 'Không còn hạn này.'] : []),
      `Điểm tiếp nhận: ${receivingPoint}`,
      url,
    ].join('\n'),
    url,
  }
}
