import type { Table } from '../../shared/dynamodb/client.ts'
import { keepNewest, readItem } from '../../shared/dynamodb/projection.ts'

/** A dossier that has ended, and the mark of the token by which its desk is rated. */
export interface Ended {
  agency: string
  tokenHash: string
}

const pkOf = (code: string) => `ENDED#${code}`

/** Which dossiers have ended, of the events of `dossiers`. */
export const endings = (table: Table) => ({
  keep: (code: string, version: number, ended: Ended) =>
    keepNewest(table, { pk: pkOf(code), sk: 'COPY' }, version, ended),
  of: (code: string) => readItem<Ended>(table, pkOf(code), 'COPY'),
})
