import { randomUUID } from 'node:crypto'
import { marshall } from '@aws-sdk/util-dynamodb'
import { called } from './asking.ts'
import type { UseCase } from './use-case.ts'

/** More entries than one call to the bus takes. */
const entries = 12

/** What a stream hands over of an aggregate's new entries. */
function inserted(pk: string, version: number) {
  const entry = {
    ...{ pk, sk: `JOURNAL#${String(version).padStart(6, '0')}`, version, previous: '' },
    ...{ type: 'something.happened', at: '2026-11-26T02:00:00.000Z', by: { id: 'x', role: 'system' }, data: {} },
  }
  return { eventName: 'INSERT', dynamodb: { NewImage: marshall(entry) } }
}

/** The journal becomes events: every service's publisher, which the stream calls until it is through. */
export const published = <Desk>(): UseCase<Desk> => ({
  does: 'publish what the journal has',
  by: 'on-journal.ts',
  async prepare() {
    const pk = `SOMETHING#${randomUUID()}`
    return { ask: called({ Records: Array.from({ length: entries }, (_, index) => inserted(pk, index + 1)) }) }
  },
})
