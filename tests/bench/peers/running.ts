import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'

/** A process that was started for the comparison. */
export interface Running {
  pid: number
  stop: () => Promise<void>
}

const limitMs = 120_000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('connect', () => socket.end())
  })

/** Waits until somebody listens on a port of 127.0.0.1; throws after two minutes. */
export async function untilAnswers(port: number): Promise<void> {
  const ends = Date.now() + limitMs
  while (!(await answers(port))) {
    if (Date.now() > ends) throw new Error(`nobody listens on ${port}`)
    await pause(100)
  }
}

/** The fields of /proc/<pid>/stat after the name, which may have spaces in it. */
const stat = (pid: number): string[] => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  } catch {
    return [] // it ended meanwhile
  }
}

/** A process with those it has started. */
function family(pid: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), Number(stat(Number(name))[1])]),
  )
  const isOf = (one: number): boolean => one === pid || (parents.has(one) && isOf(parents.get(one) as number))
  return [...parents.keys()].filter((one) => one > 1 && isOf(one))
}

const tickMs = 10
/** Milliseconds of CPU that a process and those it started have used so far; Linux only. */
export const cpuMs = (pid: number): number =>
  family(pid).reduce((sum, one) => {
    const [user, system] = stat(one).slice(11, 13).map(Number)
    return sum + ((user ?? 0) + (system ?? 0)) * tickMs
  }, 0)

/** MiB of memory of a process alone, shared pages included. */
export const memoryMib = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1_024
