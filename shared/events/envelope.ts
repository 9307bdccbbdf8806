import type { JournalItem } from '../dynamodb/journal.ts'

/** A CloudEvents 1.0 event; extension attributes `version` and `agency`. `subject` is the aggregate's id. */
export interface DomainEvent<Data = Record<string, unknown>> {
  specversion: '1.0'
  id: string
  source: string
  type: string
  subject: string
  time: string
  datacontenttype: 'application/json'
  version: number
  agency?: string
  data: Data
}

/** The event of a journal entry. Its id is the same however often the entry is published. */
export function eventOf(service: string, item: JournalItem): DomainEvent {
  const subject = item.pk.slice(item.pk.indexOf('#') + 1)
  return {
    specversion: '1.0',
    id: `${service}:${item.pk}:${item.version}`,
    source: `motcua.${service}`,
    type: item.type,
    subject,
    time: item.at,
    datacontenttype: 'application/json',
    version: item.version,
    ...(item.agency ? { agency: item.agency } : {}),
    data: item.data,
  }
}
