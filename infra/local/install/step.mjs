import { spawn } from 'node:child_process'
import { Plain } from './plain.mjs'

/** Runs one step of the set-up with its time; its output is shown only when it fails, or as a count of seconds. */
export function step(title, command, args, options) {
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  const output = []
  const { promise, resolve, reject } = Promise.withResolvers ? Promise.withResolvers() : deferred()
  console.error(`▸ ${title} …`)
  const ticker = setInterval(() => console.error(`  … ${title}: ${seconds()} s`), 10_000)
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const stop = () => child.kill()
  process.on('exit', stop)
  child.stdout.on('data', (chunk) => output.push(chunk))
  child.stderr.on('data', (chunk) => output.push(chunk))
  child.on('error', (error) => reject(new Plain(`${title} failed: ${error.message}`)))
  child.on('close', (code, signal) => {
    if (code === 0) {
      console.error(`  ${title}: done in ${seconds()} s`)
      return resolve()
    }
    console.error(Buffer.concat(output).toString().trimEnd())
    reject(new Plain(`${title} failed (${signal ?? `exit ${code}`}); what it said stands above.`))
  })
  return promise.finally(() => {
    clearInterval(ticker)
    process.off('exit', stop)
  })
}

/** Node 20 has no Promise.withResolvers. */
function deferred() {
  const it = {}
  it.promise = new Promise((resolve, reject) => Object.assign(it, { resolve, reject }))
  return it
}
