import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { python } from '../service/reminders/python-reader.ts'

/** Whether the second judge of events and signatures is there; without it the tests say so, and fail where CI is set. */
export const judgeFound = spawnSync(python, ['-c', 'import cloudevents.core, standardwebhooks']).status === 0

/** What is to be judged: events as they were read, deliveries as they came. */
export interface Asked {
  events?: string[]
  deliveries?: { secret: string; headers: object; body: string }[]
}

interface Judged {
  events: {
    id: string
    source: string
    type: string
    subject: string
    time: string
    sequence: number
    version: number
    data: object
  }[]
  /** Of each delivery, whether its signature is that of the secret. */
  verified: boolean[]
}

/** Asks Python's `cloudevents` and `standardwebhooks`; throws for what is no event. */
export function judged(asked: Asked): Judged {
  const file = fileURLToPath(new URL('./judge.py', import.meta.url))
  return JSON.parse(
    execFileSync(python, [file], { input: JSON.stringify(asked), encoding: 'utf8', maxBuffer: 2 ** 26 }),
  )
}
