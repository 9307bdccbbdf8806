/**
 * What 1 000 dossiers cost, and a month in which nobody comes, by formula: units of the golden files, a mix that is assumed,
 * prices as data. Pure: `perThousand(units, standing)` and `idle(units, standing)` take what was read (golden.ts of the
 * figures, the templates); `costs()` reads the golden files and takes the standing things from docs/figures/scale.json.
 */
import { readFileSync } from 'node:fs'
import { assumed, type MixedStep, mix } from './cost-mix.ts'
import { queuesOf, type Standing } from './cost-standing.ts'
import { type Priced, prices } from './prices.ts'

export const goals = { perThousand: 0.25, idle: 5 }

export interface CostPart {
  says: string
  of: Priced
  amount: number
  /** At the list's price, and after what every account has for nothing each month. */
  dollars: number
  afterFree: number
  /** Only with this part of the desk in use, and not in the total that the goal is about. */
  beside?: 'mail' | 'scanner'
}

/** Units of one use case. */
export type Units = { wcu: number; rcu: number }
export type UnitsOf = (golden: [file: string, useCase: string]) => Units

const minutesAMonth = 43_800
const pollers = { free: 2, bounded: 5 }
const pollsAMinute = 3

export function part(says: string, of: Priced, amount: number, beside?: CostPart['beside']): CostPart {
  const { dollars, free = 0 } = prices[of] as { dollars: number; free?: number }
  const charged = Math.max(0, amount - free)
  return { says, of, amount, dollars: amount * dollars, afterFree: charged * dollars, ...(beside ? { beside } : {}) }
}

/** The dollars of the parts that the goal is about. */
export const total = (parts: CostPart[], price: 'dollars' | 'afterFree' = 'dollars'): number =>
  parts.filter(({ beside }) => beside === undefined).reduce((sum, one) => sum + one[price], 0)

/** A thousand dossiers, part by part, at list prices: what is free would be used up by the first of many thousands. */
export function perThousand(unitsOf: UnitsOf, standing: Pick<Standing, 'rules'>, steps: MixedStep[] = mix): CostPart[] {
  const sum = (of: (step: MixedStep) => number) => 1_000 * steps.reduce((all, step) => all + step.times * of(step), 0)
  const units = (kind: keyof Units) => sum(({ golden }) => (golden ? unitsOf(golden)[kind] : 0))
  const requests = sum(({ requests = 0 }) => requests)
  const events = sum(({ event }) => (event ? 1 : 0))
  const messages = sum(({ event, messages: own = 0 }) => own + (event ? queuesOf(standing, event) : 0))
  const calls = requests + events + messages
  const seconds = requests * assumed.requestSeconds + (events + messages) * assumed.messageSeconds
  const puts = sum(({ puts = 0 }) => puts)
  const scans = sum(({ scans = 0 }) => scans)
  return [
    part('rows written', 'writeUnit', units('wcu')),
    part('rows read', 'readUnit', units('rcu')),
    part('rows kept for a month', 'tableStorage', 1_000 * assumed.rowGb),
    part('the same, restorable to any second', 'tableBackup', 1_000 * assumed.rowGb),
    part('requests to the APIs', 'apiRequest', requests),
    part('requests through CloudFront', 'doorRequest', requests),
    part('its function before each request', 'doorFunction', requests),
    part('answers out of CloudFront', 'doorGb', requests * assumed.answerGb),
    part('calls of functions', 'lambdaRequest', calls),
    part('time of functions', 'lambdaSecond', seconds * assumed.memoryGb),
    part('events on the bus', 'event', events),
    part('messages of queues', 'queueRequest', messages * assumed.requestsAMessage),
    part(
      'seals and hashes by KMS',
      'keyRequest',
      sum(({ keys = 0 }) => keys),
    ),
    part('files put', 'filePut', puts),
    part(
      'files read',
      'fileGet',
      sum(({ gets = 0 }) => gets),
    ),
    part('files kept for a month', 'fileStorage', (puts / 2) * assumed.fileGb),
    part('lines of logs', 'logGb', calls * assumed.lineGb + requests * assumed.accessLineGb),
    part(
      'mails',
      'mail',
      sum(({ mails = 0 }) => mails),
      'mail',
    ),
    part('files scanned', 'scannedFile', scans, 'scanner'),
    part('bytes scanned', 'scannedGb', scans * assumed.fileGb, 'scanner'),
  ]
}

/** A month in which nobody comes, part by part. */
export function idle(tick: Units, standing: Standing): CostPart[] {
  const { keys, secrets, alarms, metrics, queues, sweeps } = standing
  const ticks = sweeps * minutesAMonth
  const polls = (queues.free * pollers.free + queues.bounded * pollers.bounded) * pollsAMinute * minutesAMonth
  return [
    part('alarms', 'alarmMonth', alarms),
    part('empty queues asked by Lambda', 'queueRequest', polls),
    part('keys of KMS', 'keyMonth', keys),
    part('secrets', 'secretMonth', secrets),
    part('metrics of our own', 'metricMonth', metrics),
    part('ticks of the sweeps: rows read', 'readUnit', ticks * tick.rcu),
    part('ticks of the sweeps: rows written', 'writeUnit', ticks * tick.wcu),
    part('ticks of the sweeps: schedules', 'schedule', ticks),
    part('ticks of the sweeps: calls', 'lambdaRequest', ticks),
    part('ticks of the sweeps: time', 'lambdaSecond', ticks * assumed.messageSeconds * 2 * assumed.memoryGb),
    part('ticks of the sweeps: lines of logs', 'logGb', ticks * assumed.lineGb),
  ]
}

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const files = new Map<string, Record<string, Units>>()

/** The units of a use case in its golden file; errors for one that is not there. */
export const goldenUnits: UnitsOf = ([file, useCase]) => {
  const known = files.get(file) ?? (read(`../service/${file}`) as Record<string, Units>)
  files.set(file, known)
  const units = known[useCase]
  if (!units) throw new Error(`${file} has no use case "${useCase}"`)
  return units
}

/** One tick of a sweep with nothing due. */
export const tickUnits = (): Units => goldenUnits(['due/capacity.golden.json', 'a tick with nothing due'])

/** Both totals at list prices, with what stands as the last run of `npm run bench:scale` counted it. */
export function costs(): { perThousand: number; idle: number; idleAfterFree: number } {
  const { standing } = read('../../docs/figures/scale.json') as { standing: Standing }
  const parts = idle(tickUnits(), standing)
  return {
    perThousand: total(perThousand(goldenUnits, standing)),
    idle: total(parts),
    idleAfterFree: total(parts, 'afterFree'),
  }
}
