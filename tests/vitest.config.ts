import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // By itself vitest leaves one core free, which of two is half of them.
    maxWorkers: '100%',
    projects: [
      // A model is driven for a second or two; on a machine that has other work, for longer. The files share their modules,
      // which saves two thirds of the time: a unit test leaves nothing behind.
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], isolate: false, testTimeout: 30_000 } },
      // The library of the stacks takes seconds to load: once for each worker, not once for each file.
      {
        test: {
          name: 'infra',
          include: ['tests/infra/**/*.test.ts'],
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'service',
          include: ['tests/service/**/*.test.ts'],
          globalSetup: ['tests/service/emulator.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'system',
          include: ['tests/system/**/*.test.ts'],
          globalSetup: ['tests/system/desk.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
