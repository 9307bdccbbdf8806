import { defineConfig } from 'vitest/config'

// Only the fast tests of what is mutated: the pure files of the services and the calendar.
const folders = ['dossiers', 'reminders', 'notifications', 'feedback', 'integrations', 'webhooks', 'calendar']

export default defineConfig({
  test: { include: folders.map((folder) => `tests/unit/${folder}/**/*.test.ts`), testTimeout: 20_000 },
})
