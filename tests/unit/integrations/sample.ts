import type { Told } from '../../../functions/integrations/city-event.ts'

export const ward = 'H26.125'
export const code = `${ward}-261126-0001`

/** An event of a dossier as the bus has it, with everything that it may carry. */
export const dossierEvent = (version = 1, data: object = {}, more: object = {}) => ({
  specversion: '1.0',
  id: `dossiers:DOSSIER#${code}:${version}`,
  source: 'motcua.dossiers',
  type: 'dossier.accepted',
  subject: code,
  time: '2026-11-26T02:00:00.000Z',
  datacontenttype: 'application/json',
  version,
  agency: ward,
  data: {
    code,
    agency: ward,
    receivingPoint: `${ward}-01`,
    procedure: { code: '2.000815', version: 1 },
    channel: 'ONLINE',
    status: 2,
    submittedAt: '2026-11-26T01:30:00.000Z',
    acceptedAt: '2026-11-26T02:00:00.000Z',
    dueAt: '2026-12-01T10:00:00.000Z',
    originalDueAt: '2026-12-01T10:00:00.000Z',
    deadlineVersion: 1,
    supplements: 0,
    extensions: 0,
    ...data,
  },
  ...more,
})

/** An event of a feedback as the bus has it. */
export const feedbackEvent = (version = 1, data: object = {}, more: object = {}) => ({
  specversion: '1.0',
  id: `feedback:FEEDBACK#7K3M9QX2VA:${version}`,
  source: 'motcua.feedback',
  type: 'feedback.received',
  subject: '7K3M9QX2VA',
  time: '2026-11-26T02:00:00.000Z',
  datacontenttype: 'application/json',
  version,
  agency: ward,
  data: {
    id: '7K3M9QX2VA',
    agency: ward,
    receivingPoint: `${ward}-01`,
    kind: 'PHAN_ANH',
    channel: 'WEB',
    status: 'RECEIVED',
    receivedAt: '2026-11-26T02:00:00.000Z',
    dueAt: '2026-12-17T10:00:00.000Z',
    deadlineVersion: 1,
    ...data,
  },
  ...more,
})

/** An event on its way into a feed, of which only the order matters. */
export const told = (subject: string, version: number, agency = ward): Told => ({
  id: `${subject}:${version}`,
  source: 'motcua.dossiers',
  type: 'dossier.noted',
  subject,
  time: '2026-11-26T09:00:00.000+07:00',
  version,
  agency,
  data: {},
})
