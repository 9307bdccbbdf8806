/** A number as a sort key: so they sort as numbers do. */
export const padded = (number: number) => String(number).padStart(12, '0')

/** The end of the feed of an agency. */
export const endKey = (agency: string) => ({ pk: `FEED#${agency}`, sk: 'HEAD' })

/** The place of an event in the feed of an agency. */
export const eventKey = (agency: string, sequence: number) => ({ pk: `EVENTS#${agency}`, sk: padded(sequence) })

/** Where the days of a feed lie, each by its date with the number of its first event. */
export const daysPk = (agency: string) => `FEEDDAY#${agency}`
