import { defineConfig } from 'vitest/config'

// Only the fast tests of what is mutated: the pure files of `dossiers` and the calendar.
export default defineConfig({
  test: { include: ['tests/unit/dossiers/**/*.test.ts', 'tests/unit/calendar/**/*.test.ts'], testTimeout: 20_000 },
})
