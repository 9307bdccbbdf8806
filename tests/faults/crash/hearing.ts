import { setClock } from '../../service/reminders/api-desk.ts'
import { broken } from '../../service/reminders/invariants.ts'
import { local } from '../../service/reminders/stand.ts'
import { heard } from './asking.ts'
import { accepted, type Data, type Desk, eventOf, hear, type Kind, newSubject, opening, over } from './deadlines.ts'
import type { Item } from './stored.ts'
import type { UseCase } from './use-case.ts'

const headOf = (items: Item[]) => items.find(({ pk, sk }) => pk.startsWith('DEADLINE#') && sk === 'HEAD')

/** Events of a dossier or feedback, of which the last is heard by a function that is killed. */
const hearing = (does: string, kind: Kind, data: Data[], due: string | undefined): UseCase<Desk> => ({
  does: `hear ${does}`,
  by: `on-${kind}.ts`,
  promise: 3,
  async prepare() {
    const subject = newSubject(kind)
    const events = data.map((each, index) => eventOf(kind, subject, index + 1, each))
    setClock(accepted)
    for (const event of events.slice(0, -1)) await hear(kind, event)
    return {
      ask: heard(events.at(-1) ?? {}),
      async broken(_, items) {
        const found = headOf(items)?.due
        await over(kind, subject)
        return [...broken(items), ...(found === due ? [] : [`it waits for ${found}, should be ${due}`])]
      },
    }
  },
})

const moves = { status: 4, dueAt: local('2026-11-27 17:00'), deadlineVersion: 2, assignee: { person: 'sp-1' } }
const stands = { status: 5, pausedAt: local('2026-11-17 09:00') }
const publication = { status: 'ANSWERED', dueAt: local('2026-11-18 17:00'), deadlineVersion: 2 }
const rejected = { status: 'REJECTED', dueAt: undefined, deadlineVersion: 2 }
const warned = opening('18')

/** What is heard of dossiers and feedback, and when somebody is to be reminded after it. */
export const hearings: UseCase<Desk>[] = [
  hearing('the first event of a dossier', 'dossier', [{}], warned),
  hearing('an event that moves the due date and the officer', 'dossier', [{}, moves], opening('26')),
  hearing('an event that ends a dossier', 'dossier', [{}, { status: 9 }], undefined),
  hearing('an event that lets a dossier stand', 'dossier', [{}, stands], undefined),
  hearing('an event that lets a dossier go on', 'dossier', [{}, stands, { status: 4 }], warned),
  hearing('that feedback came in', 'feedback', [{}], warned),
  hearing('an answer that makes its publication due', 'feedback', [{}, publication], opening('17')),
  hearing('that nothing more of feedback is waited for', 'feedback', [{}, rejected], undefined),
  hearing(
    'that feedback is waited for again',
    'feedback',
    [{}, rejected, { status: 'IN_PROGRESS', deadlineVersion: 3 }],
    warned,
  ),
  hearing('a denunciation', 'feedback', [{ kind: 'TO_CAO', restricted: true }], warned),
]
