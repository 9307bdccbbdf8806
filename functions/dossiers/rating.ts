import { type Status, statuses } from './status.ts'

const overFor: readonly string[] = ['CLOSED', 'DONE']

/** A dossier that has ended: refused, withdrawn, stopped, processed or returned. From then on its desk can be rated. */
export const hasEnded = (status: Status): boolean => overFor.includes(statuses[status].clock)
