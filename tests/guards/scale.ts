import type { Guard } from './guard.ts'

const keys = { project: 'unit', test: 'tests/unit/bench/keys.test.ts' } as const

/** What lets a desk grow. */
export const guards: Guard[] = [
  {
    guards: 'a copy is read once for all who ask at the same time',
    file: 'shared/dynamodb/projection.ts',
    find: 'const reading = coming.get(key) ?? read(key)',
    replace: 'const reading = read(key)',
    project: 'unit',
    test: 'tests/unit/dynamodb/remembered.test.ts',
  },
  {
    ...keys,
    guards: 'what is due in one hour lies in sixteen partitions',
    file: 'shared/dynamodb/due.ts',
    find: 'const shards = 16',
    replace: 'const shards = 4',
  },
  {
    ...keys,
    guards: 'an act that moves no date writes no row of the calendar of the agency',
    file: 'functions/reminders/feed-rows.ts',
    find: '...(same ? [] : [[{ agency }, row] as [FeedOf, FeedRow]]),',
    replace: '...[[{ agency }, row] as [FeedOf, FeedRow]],',
  },
]
