/**
 * The hottest keys at 1, 10 and 100 times the nation. `scale()` is deterministic and takes about a second; the row of
 * performance.md is `hottest(await scale(), 100)`.
 */
import { dueKey } from '../../shared/dynamodb/due.ts'
import { filedAt } from './growth-filing.ts'
import { familyOf, type Kind, kindOf } from './keys-family.ts'
import { lifeOfADossier, type Step } from './keys-life.ts'
import { filingsPerSecond, largestShare, type Nation, nation, seeded } from './scale-nation.ts'

/** Write units that one partition takes in a second, and those that we want it to have at most. */
export const writeLimit = 1_000
export const writeGoal = 400

export const scales = [1, 10, 100] as const

/** One family of partitions, of a table or of an index. */
export interface KeyFamily {
  service: string
  /** `EVENTS#{agency}`, or `inbox: {agency}#open` for that of an index. */
  family: string
  kind: Kind
  /** Units of one dossier's whole life; for `dossier`, of its costliest step. */
  wcuPerLife: number
  /** Units a second of the hottest partition, in the order of `scales`. */
  perSecond: number[]
}

/** So many look-ups of one dossier; the life has one. */
const lookUps = 3
const secondsPerTick = 60

/** What the simulation comes to, the hottest first. */
export async function scale(country: Nation = nation): Promise<KeyFamily[]> {
  const { steps } = await lifeOfADossier()
  return heatAt(steps, country)
}

/** The hottest key at so many times the nation. */
export function hottest(families: KeyFamily[], times: (typeof scales)[number]): { family: string; wcu: number } {
  const at = scales.indexOf(times)
  const [first] = families.toSorted((a, b) => (b.perSecond[at] ?? 0) - (a.perSecond[at] ?? 0))
  return { family: first ? `${first.service}: ${first.family}` : '', wcu: first?.perSecond[at] ?? 0 }
}

/** At how many times the nation a partition has all that it may have; undefined for never. */
export function breaksAt({ perSecond }: KeyFamily): number | undefined {
  const [first = 0, , last = 0] = perSecond
  return first === last ? undefined : writeLimit / first
}

/** How hot each family of partitions gets, of the steps of one life. */
export function heatAt(steps: Step[], country: Nation): KeyFamily[] {
  const families = new Map<string, { service: string; family: string; perStep: Map<string, number> }>()
  for (const { service, step, heat } of steps) {
    for (const { index, partition, wcu } of heat) {
      const family = `${index ? `${index}: ` : ''}${familyOf(partition)}`
      const name = `${service} ${family}`
      const known = families.get(name) ?? { service, family, perStep: new Map() }
      known.perStep.set(step, (known.perStep.get(step) ?? 0) + wcu * (step === 'look-up' ? lookUps : 1))
      families.set(name, known)
    }
  }
  return [...families.values()]
    .map(({ service, family, perStep }) => ({ service, family, ...heat(service, family, perStep, country) }))
    .sort((a, b) => (b.perSecond[2] ?? 0) - (a.perSecond[2] ?? 0) || (a.family < b.family ? -1 : 1))
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)
const rounded = (value: number) => Math.round(value * 1_000) / 1_000

/** Due rows of `notifications` are all of this hour, those of `reminders` of the hours to which limits lead. */
const spreads = new Set(['reminders'])

function heat(service: string, family: string, perStep: Map<string, number>, country: Nation) {
  const kind = kindOf(family)
  const busiest = Math.max(...perStep.values())
  // What is planned for one hour and taken away at another does not meet; what is told comes with the tick.
  const apart = kind === 'hour' && spreads.has(service)
  const wcu = kind === 'dossier' || apart ? busiestOf(perStep, apart) : sum(perStep.values())
  const at: Record<Kind, (times: number) => number> = {
    // One act a second on one dossier is more than anybody does.
    dossier: () => busiest,
    person: () => (busiest * country.actsOfAnOfficerAnHour) / 3_600,
    agency: (times) => filingsPerSecond(country, times) * largestShare(country.communes, country.zipf) * wcu,
    hour: (times) => filingsPerSecond(country, times) * wcu * hottestShare(apart, country),
    one: () => 1 / secondsPerTick,
  }
  return { kind, wcuPerLife: wcu, perSecond: scales.map((times) => rounded(at[kind](times))) }
}

const busiestOf = (perStep: Map<string, number>, withoutTick: boolean) =>
  Math.max(...[...perStep].map(([step, units]) => (withoutTick && step === 'warns' ? 0 : units)))

const samples = 20_000
const day = 86_400_000

/** The share of due rows that comes to the fullest partition, by the services' own key, of dossiers of the whole country. */
export function hottestShare(spread: boolean, { communes, limits }: Nation): number {
  const random = seeded(9)
  const counts = new Map<string, number>()
  for (let n = 0; n < samples; n += 1) {
    const subject = `H26.${1 + Math.floor(random() * communes)}-260106-${String(1 + Math.floor(random() * 9_999)).padStart(4, '0')}`
    const at = new Date(Date.parse(filedAt) + (spread ? daysOf(limits, random()) * day : 0)).toISOString()
    const { pk } = dueKey({ subject, at })
    counts.set(pk, (counts.get(pk) ?? 0) + 1)
  }
  return Math.max(...counts.values()) / samples
}

/** The limit that a number from 0 to 1 falls on. */
function daysOf(limits: Nation['limits'], at: number): number {
  let below = 0
  for (const [days, share] of limits) {
    below += share
    if (at < below) return days
  }
  return limits.at(-1)?.[0] ?? 0
}
