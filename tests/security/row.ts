/** A line of what was tried to break, or held against a rule: how often, and where it gave way. */
export interface SecurityRow {
  /** The chapter: `templates`, `roles`, … */
  area: string
  /** What was tried, as a sentence: "a second PUT with the same ticket is refused". */
  what: string
  tried: number
  /** Each place where it did not hold, in words; empty when it held. */
  failed: string[]
  /** What a reader has to know of how it was tried. */
  note?: string
}
