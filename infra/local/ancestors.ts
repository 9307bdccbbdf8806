import { spawnSync } from 'node:child_process'

/** The process ids above this process up to the nearest npm, nearest first; none when no npm started it. */
export function ancestorsToNpm(): number[] {
  const chain: number[] = []
  for (let pid = process.ppid; pid > 1; ) {
    const { status, stdout } = spawnSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' })
    const [, parent, command] = /^\s*(\d+)\s+(.*)$/s.exec(stdout ?? '') ?? []
    if (status !== 0 || !parent || command === undefined) return []
    chain.push(pid)
    // npm calls itself `npm start`; without a title it is node with the path of npm-cli.js.
    if (/^npm\b|\bnpm(-cli\.js)?(\s|$)/.test(command)) return chain
    pid = Number(parent)
  }
  return []
}

/** Calls back once when one of the processes is gone: a killed npm can't pass a signal on. Answers how to stop watching. */
export function whenOneIsGone(pids: number[], gone: () => void): () => void {
  const timer = setInterval(() => {
    if (pids.every(lives)) return
    clearInterval(timer)
    gone()
  }, 500)
  timer.unref()
  return () => clearInterval(timer)
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
