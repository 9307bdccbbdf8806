import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { setClock } from '../../service/reminders/api-desk.ts'
import { broken, journalOf, names } from '../../service/reminders/invariants.ts'
import { local } from '../../service/reminders/stand.ts'
import { called } from './asking.ts'
import { accepted, type Desk, dueAt, eventOf, hear, newSubject, opening, over } from './deadlines.ts'
import type { Try, UseCase } from './use-case.ts'

const warned = opening('18')
const missed = `deadline.missed of ${dueAt}`
const due = `DUE of ${dueAt}`

interface Rung {
  /** The sweeps that told something before. */
  before?: string[]
  /** When the sweep comes, and until when another one has swept: the same unless there was none for a while. */
  at: string
  sweptUntil?: string
  /** What is told in the end of each dossier, each once. */
  told: string[]
  dossiers?: number
}

/** The days of all tries are the same: each begins with sweeps that have been here until then, and with nothing of others. */
async function swept(desk: Desk, until: string): Promise<void> {
  const Item = { pk: 'SWEEP', sk: 'WATERMARK', at: until }
  await desk.table.client.send(new PutCommand({ TableName: desk.table.name, Item }))
}

/** The dossiers of tries that did not come to their end: no sweep of another try is to meet them. */
const left = new Set<string>()
async function endAll(): Promise<void> {
  for (const subject of left) {
    await over('dossier', subject)
    left.delete(subject)
  }
}

const telling = (does: string, rung: Rung): UseCase<Desk> => ({
  does: `tell ${does}`,
  by: 'on-due.ts',
  promise: 3,
  async prepare(desk): Promise<Try> {
    const { before = [], at, sweptUntil = at, told, dossiers = 1 } = rung
    setClock(accepted)
    await endAll()
    const subjects = Array.from({ length: dossiers }, () => newSubject('dossier'))
    for (const subject of subjects) {
      left.add(subject)
      await hear('dossier', eventOf('dossier', subject, 1, {}))
    }
    for (const instant of before) {
      await swept(desk, instant)
      setClock(instant)
      await desk.sweep()
    }
    await swept(desk, sweptUntil)
    setClock(at)
    return {
      ask: called(),
      async broken(_, items) {
        await endAll()
        const found = subjects.map((subject) => String(journalOf(items, subject).map(names)))
        const wrong = found.filter((each) => each !== String(told))
        return [...broken(items), ...wrong.map((each) => `it told ${each}, should be ${told}`)]
      },
    }
  },
})

const first = `DUE_SOON of ${dueAt}`
const late = 'OVERDUE on 2026-11-20'

/** Each rung of the ladder, told by a sweep. */
export const tellings: UseCase<Desk>[] = [
  telling('the warning', { at: warned, told: [first] }),
  telling('the warning of three dossiers', { at: warned, told: [first], dossiers: 3 }),
  telling('that it is due', { before: [warned], at: dueAt, told: [first, due] }),
  telling('the leader that it is late', {
    ...{ before: [warned, dueAt], at: opening('20') },
    told: [first, due, missed, late],
  }),
  telling('the leader again', {
    ...{ before: [warned, dueAt, opening('20')], at: opening('23') },
    told: [first, due, missed, late, 'OVERDUE on 2026-11-23'],
  }),
  telling('all that an outage has left', {
    ...{ before: [warned], sweptUntil: local('2026-11-19 16:50'), at: local('2026-11-20 10:00') },
    told: [first, due, missed, late],
  }),
]
