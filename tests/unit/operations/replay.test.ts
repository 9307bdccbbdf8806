import { describe, expect, it } from 'vitest'
import type { JournalItem } from '../../../shared/dynamodb/journal.ts'
import { replay } from '../../../shared/events/replay.ts'

const entry = (pk: string, version: number, type = 'agency.changed'): JournalItem => ({
  pk,
  sk: `JOURNAL#${version}`,
  version,
  type,
  at: '2026-11-20T02:00:00Z',
  by: { id: 'p', role: 'administrator' },
  sealed: new Uint8Array([1]),
  previous: '',
  data: { of: pk },
})

async function* inPages(...pages: JournalItem[][]) {
  yield* pages
}

/** Replays these pages to a queue of changed agencies and one of staff; answers what was sent, as `queue id`. */
async function replayed(...pages: JournalItem[][]) {
  const sent: string[] = []
  const subscribed = [
    { queue: 'agencies', takes: (type: string) => type === 'agency.changed' },
    { queue: 'all', takes: (type: string) => type.startsWith('agency.') || type.startsWith('staff.') },
  ]
  const done = await replay('agencies', inPages(...pages), subscribed, async (queue, messages) => {
    sent.push(...messages.map((message) => `${queue} ${JSON.parse(message).detail.id}`))
  })
  return { sent, done }
}

describe('a replay', () => {
  it('sends each entry to every queue that takes its type, and counts what none takes', async () => {
    const { sent, done } = await replayed([
      entry('A#1', 1),
      entry('S#1', 1, 'staff.changed'),
      entry('X#1', 1, 'other.told'),
    ])
    expect(sent).toEqual(['agencies agencies:A#1:1', 'all agencies:A#1:1', 'all agencies:S#1:1'])
    expect(done).toEqual({ read: 3, sent: { agencies: 1, all: 2 }, skipped: 1 })
  })

  it('sends an aggregate oldest first, though it stands on three pages and one of them is empty', async () => {
    const { sent } = await replayed(
      [entry('A#1', 10), entry('B#1', 2)],
      [],
      [entry('B#1', 10), entry('B#1', 3)],
      [entry('B#1', 11)],
    )
    const order = sent
      .filter((line) => line.startsWith('agencies '))
      .map((line) => line.replace('agencies agencies:', ''))
    expect(order).toEqual(['A#1:10', 'B#1:2', 'B#1:3', 'B#1:10', 'B#1:11'])
  })

  it('reads an empty journal', async () => {
    expect((await replayed([])).done).toEqual({ read: 0, sent: { agencies: 0, all: 0 }, skipped: 0 })
  })

  it('sends what the bus would: an envelope around the event, without what is sealed', async () => {
    const messages: string[] = []
    await replay(
      'agencies',
      inPages([entry('AGENCY#H26.1', 4)]),
      [{ queue: 'q', takes: () => true }],
      async (_queue, told) => {
        messages.push(...told)
      },
    )
    expect(JSON.parse(messages[0] ?? '')).toMatchObject({
      'detail-type': 'agency.changed',
      source: 'motcua.agencies',
      detail: { id: 'agencies:AGENCY#H26.1:4', subject: 'H26.1', version: 4, data: { of: 'AGENCY#H26.1' } },
    })
    expect(messages[0]).not.toContain('sealed')
  })
})
