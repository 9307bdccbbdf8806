/** What a partition is one of: how many there are of it says how hot it gets when the country grows. */
export type Kind = 'dossier' | 'person' | 'agency' | 'hour' | 'one'

const marks: [RegExp, string][] = [
  [/H26\.125-\d{6}-\d{4}/, '{dossier}'],
  [/H26\.125/, '{agency}'],
  [/[0-9a-f]{8}-[0-9a-f-]{27}/, '{person}'],
  [/198\.51\.100\.7/, '{address}'],
  [/^(MESSAGE|KEY|RATING)#.+/, '$1#{dossier}'],
  [/^DUE#.+/, 'DUE#{hour}#{0–15}'],
  [/#\d{4}-\d{2}$/, '#{month}'],
  [/#\d{6}$/, '#{day}'],
]

/** A partition with what differs from life to life taken out. */
export const familyOf = (partition: string): string =>
  marks.reduce((name, [pattern, mark]) => name.replace(pattern, mark), partition)

/** Rows that are written once and not again for each dossier: a day's first event, the beginning of a watermark. */
const seldom = /^(FEEDDAY#|SWEEP$)/

/** Whose partition it is. An address is taken for one behind which a whole agency sits. */
export function kindOf(family: string): Kind {
  if (seldom.test(family)) return 'one'
  if (family.includes('{dossier}')) return 'dossier'
  if (family.includes('{person}')) return 'person'
  if (family.includes('{hour}')) return 'hour'
  return family.includes('{agency}') || family.includes('{address}') ? 'agency' : 'one'
}
