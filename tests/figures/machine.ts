import { cpus, totalmem } from 'node:os'

/** What a figure was measured on, and when. */
export interface Machine {
  processor: string
  cores: number
  memoryGib: number
  node: string
  date: string
}

/** This machine, today. */
export const machine = (): Machine => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGib: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  date: new Date().toISOString().slice(0, 10),
})

/** The line under the title of a page of figures. */
export const measuredOn = ({ processor, cores, memoryGib, node, date }: Machine): string =>
  `${date}, ${cores} × ${processor}, ${memoryGib} GiB, Node ${node}`
