import { median } from '../bench/paired.ts'

/** What two samples of times tell of which is which. */
export interface Told {
  /** Median of the first over that of the second. */
  ratio: number
  /** The chance that a time of the first is longer than one of the second (Mann–Whitney U over all pairs); 0.5 tells nothing. */
  longer: number
  /** How far from 0.5 that is, in standard deviations of samples that do not differ. */
  deviations: number
}

/** Compares by rank: no few slow calls decide. */
export function told(first: number[], second: number[]): Told {
  const ordered = [...first.map((time) => ({ time, own: true })), ...second.map((time) => ({ time, own: false }))].sort(
    (a, b) => a.time - b.time,
  )
  let ranks = 0
  for (let start = 0; start < ordered.length; ) {
    let end = start + 1
    while (ordered[end]?.time === ordered[start]?.time) end += 1
    // Equal times share their ranks.
    ranks += ((start + 1 + end) / 2) * ordered.slice(start, end).filter(({ own }) => own).length
    start = end
  }
  const [m, n] = [first.length, second.length]
  const u = ranks - (m * (m + 1)) / 2
  const spread = Math.sqrt((m * n * (m + n + 1)) / 12)
  return { ratio: median(first) / median(second), longer: u / (m * n), deviations: (u - (m * n) / 2) / spread }
}
