import type { Table } from '../../shared/dynamodb/client.ts'
import { keepNewest, readItem, remembered } from '../../shared/dynamodb/projection.ts'
import type { AgencyCopy } from './copies.ts'

/** What is kept here of other services, the newest of each. */
export function copies(table: Table) {
  return {
    agency: remembered((id: string) => readItem<AgencyCopy>(table, `AGENCY#${id}`, 'COPY')),
    keepAgency: (id: string, version: number, record: AgencyCopy) =>
      keepNewest(table, { pk: `AGENCY#${id}`, sk: 'COPY' }, version, record),
  }
}
