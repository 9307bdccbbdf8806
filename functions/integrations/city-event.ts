/** An event as the city may have it, on its way to its place in the feed. */
export interface Told {
  id: string
  source: string
  type: string
  subject: string
  time: string
  version: number
  agency: string
  /** Without the subject and the agency, which stand beside it already: a row is small. */
  data: Record<string, unknown>
}

/** Each family of events: under which name its data has the subject, and who publishes it as what. */
const families = {
  dossier: { named: 'code', service: 'dossiers', aggregate: 'DOSSIER' },
  feedback: { named: 'id', service: 'feedback', aggregate: 'FEEDBACK' },
} as const

const familyOf = (type: string) => {
  const family = type.slice(0, type.indexOf('.'))
  if (!Object.hasOwn(families, family)) throw new Error(`${type} is no event for the city`)
  return families[family as keyof typeof families]
}

/** An event as a row keeps it: without what follows from the rest, so that a page of a hundred costs little. */
export type Packed = Omit<Told, 'agency' | 'id' | 'source'> & Partial<Pick<Told, 'id' | 'source'>>

/** Id and source as our own services make them. */
function usual({ type, subject, version }: Packed) {
  const { service, aggregate } = familyOf(type)
  return { id: `${service}:${aggregate}#${subject}:${version}`, source: `motcua.${service}` }
}

/** An event for its row, which lies with its agency. Only what can be made again is left out. */
export function packed({ agency: _, id, source, ...rest }: Told): Packed {
  const made = usual(rest)
  return { ...rest, ...(id === made.id ? {} : { id }), ...(source === made.source ? {} : { source }) }
}

/** The event of a row, as it was. */
export const unpacked = (row: Packed, agency: string): Told => ({ ...usual(row), ...row, agency })

/** An event in its place: the `sequence`-th of its agency, the `version`-th of its subject. */
export interface CityEvent extends Told {
  specversion: '1.0'
  datacontenttype: 'application/json'
  sequence: number
}

/** The CloudEvents 1.0 event that the feed shows and webhooks bring, with the extensions agency, version and sequence. */
export function cityEvent({ data, ...told }: Told, sequence: number): CityEvent {
  const { named } = familyOf(told.type)
  return {
    specversion: '1.0',
    ...told,
    datacontenttype: 'application/json',
    sequence,
    data: { [named]: told.subject, ...data },
  }
}
