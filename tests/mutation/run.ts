// `npm run test:mutation`: changes the pure files of services and of the calendar, one place at a time, and counts how many
// changes a test notices. Fails below 85 %. Bounded: ends by itself after 25 minutes.
// Left out, and why (stryker.config.json):
// - wiring (api, desk, look-up, acts, telling, sending, view, store, on-*) and schemas (schemas, act-schemas, events, copies): tried over HTTP by
//   tests/service, which are too slow to run once for each change;
// - next-step, the templates of mails and their frames: texts for people and nothing else (golden files hold the mails);
// - static mutants, which act while a file is loaded (tables, constants): Stryker runs every test for each of them. They
//   were 98 of 1 720; the tables are held by tests that print them out again.
// Arguments are handed on: `npm run test:mutation -- --mutate functions/dossiers/fee.ts`.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const limitMs = 25 * 60_000
const stryker = `${root}node_modules/@stryker-mutator/core/bin/stryker.js`
const args = [stryker, 'run', 'tests/mutation/stryker.config.json', ...process.argv.slice(2)]

// A group of its own, so that its workers end with it.
const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', detached: true })
const end = () => child.pid && process.kill(-child.pid, 'SIGTERM')
const limit = setTimeout(() => {
  console.error(`not done after ${limitMs / 60_000} minutes`)
  end()
}, limitMs)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end)
child.on('exit', (code) => {
  clearTimeout(limit)
  process.exitCode = code ?? 1
})
