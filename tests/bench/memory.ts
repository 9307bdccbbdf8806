import { readdirSync, readFileSync } from 'node:fs'
import type { Desk } from '../../infra/local/desk.ts'
import type { Figure } from './figures.ts'
import { reached } from './goals.ts'

const everyMs = 1_000
const shown = 5

/** A file of /proc, empty when the process is gone. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Megabytes by function: of the workers that the local AWS keeps for this desk, with their part of what is shared. */
function sample({ clockFile }: Desk): [name: string, mb: number][] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id): [string, number][] => {
      const environment = read(`/proc/${id}/environ`).split('\0')
      const name = environment.find((line) => line.startsWith('AWS_LAMBDA_FUNCTION_NAME='))?.split('=')[1]
      if (!name || !environment.includes(`CLOCK_FILE=${clockFile}`)) return []
      const kilobytes = Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1] ?? 0)
      return [[name, kilobytes / 1024]]
    })
}

/** Watches how large the functions of a desk become, until it is asked. Only Linux tells; elsewhere there is no figure. */
export function watchedMemory(desk: Desk): { end: () => Figure[] } {
  const most = new Map<string, number>()
  const look = () => {
    for (const [name, mb] of sample(desk)) most.set(name, Math.max(mb, most.get(name) ?? 0))
  }
  if (process.platform !== 'linux') return { end: () => [] }
  const timer = setInterval(look, everyMs)
  return {
    end: () => {
      clearInterval(timer)
      look()
      return largest(most)
    },
  }
}

function largest(most: Map<string, number>): Figure[] {
  const sorted = [...most].sort(([, a], [, b]) => b - a)
  const [first] = sorted
  if (!first) return []
  const note = sorted
    .slice(0, shown)
    .map(([name, mb]) => `${name.replace('motcua-', '')} ${mb.toFixed(0)}`)
    .join(', ')
  return [
    reached('memory', first[1], `${sorted.length} functions: ${note} MB, with the worker of the local AWS around them`),
  ]
}
