/** The country that the keys are tried with, and how its busiest hour looks. What has no source is said to be assumed. */
export const nation = {
  /** Communes and wards since July 2025, each with a desk; rounded (performance.md). */
  communes: 3_300,
  dossiersPerYear: 40_000_000,
  /** How unequal they are: the n-th has 1 / n^0.8 of the first. Assumed: between cities' and villages' shares. */
  zipf: 0.8,
  /** Days on which desks are open. */
  workingDays: 250,
  /** The first days after Tết, or the last before a holiday, against an ordinary one. Assumed. */
  peakDay: 1.5,
  /** The share of a day's work that falls into its busiest hour; of eight even ones each would have 0.125. Assumed. */
  peakHour: 0.2,
  /** Limits of procedures in working days, and how many dossiers have them: how soon a warning is due. Assumed. */
  limits: [
    [1, 0.3],
    [3, 0.3],
    [5, 0.2],
    [10, 0.1],
    [15, 0.1],
  ] as [days: number, share: number][],
  /** Acts that one officer can do in an hour: his lists are no hotter, whatever the scale. Assumed. */
  actsOfAnOfficerAnHour: 60,
  /** How long a request keeps a function busy. Assumed; `npm run bench` measures it on the local store. */
  requestSeconds: 0.05,
  /** Procedures that a commune's desk has, and searches for one for each dossier that is filed. Assumed. */
  procedures: 400,
  searches: 0.3,
  /** So long a function remembers what it read of another service (shared/dynamodb/projection.ts). */
  rememberedSeconds: 10,
} as const

export type Nation = typeof nation

/** Dossiers that are filed in a second of the busiest hour, at so many times the nation. */
export const filingsPerSecond = ({ dossiersPerYear, workingDays, peakDay, peakHour }: Nation, times: number): number =>
  ((dossiersPerYear * times) / workingDays) * ((peakDay * peakHour) / 3_600)

/** The share of the largest of so many, when the n-th has 1 / n^exponent of it. */
export function largestShare(many: number, exponent: number): number {
  let sum = 0
  for (let n = 1; n <= many; n += 1) sum += n ** -exponent
  return 1 / sum
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
