import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../../infra/local/run.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'motcua-run-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const node = (text: string, signal?: AbortSignal) =>
  run('a step', process.execPath, ['-e', text], {
    cwd: tmpdir(),
    env: process.env,
    log: join(folder, 'step.log'),
    ...(signal ? { signal } : {}),
  })

describe('a step of the desk', () => {
  it('has what it said in its log', async () => {
    await node("console.log('all well')")
    expect(readFileSync(join(folder, 'step.log'), 'utf8')).toContain('all well')
  })

  it('that failed says the end of its output and where the rest is', async () => {
    const failed = node("console.error('no room left'); process.exit(3)")
    await expect(failed).rejects.toThrow(/a step failed\..*step\.log:\nno room left/s)
  })

  it('that was aborted logs nothing into a folder that is gone', async () => {
    const ending = new AbortController()
    const step = node('setTimeout(() => {}, 60_000)', ending.signal)
    const refused = expect(step).rejects.toThrow()
    await wait(100)
    ending.abort()
    rmSync(folder, { recursive: true, force: true })
    await refused
    // Its output is read to the end only after the abort.
    await wait(400)
    expect(existsSync(folder)).toBe(false)
  })
})
