import { marshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, it } from 'vitest'
import { differences, digests, type Remembered } from '../../../infra/operations/digests.ts'
import { entryHash, type JournalItem, journalKey } from '../../../shared/dynamodb/journal.ts'

const code = 'H26.125-261126-0001'
const now = 1_000

function journal(pk: string, types: string[]): JournalItem[] {
  let previous = ''
  return types.map((type, index) => {
    const version = index + 1
    const by = { id: 'clerk', role: 'clerk' }
    const item = { pk, sk: journalKey(version), version, previous, type, at: '2026-11-26T01:00:00.000Z', by, data: {} }
    previous = entryHash(item)
    return item
  })
}

function desk(change: (entries: JournalItem[]) => JournalItem[] = (entries) => entries): Remembered {
  const pk = `DOSSIER#${code}`
  const whole = journal(pk, ['dossier.submitted', 'dossier.accepted'])
  const chain = entryHash(whole.at(-1) as JournalItem)
  const items = [{ pk, sk: 'HEAD', version: 2, chain, keys: [] }, ...change(whole)]
  const file = { pk: 'ATTACHMENT#A', sk: 'HEAD', version: 0, chain: '', keys: [], dossier: code }
  return {
    tables: { dossiers: items.map((item) => marshall(item)), attachments: [marshall(file)] },
    files: [{ key: 'clean/A', sha256: 'aa' }],
  }
}

const changed = (before: Remembered, after: Remembered) =>
  differences(digests(before, now).records, digests(after, now).records)

describe('the digest of a desk', () => {
  it('is the same whatever the order in which the rows are read', () => {
    const turned = desk()
    for (const items of Object.values(turned.tables)) items.reverse()
    expect(changed(desk(), turned)).toEqual([])
    expect(digests(desk(), now).broken).toEqual([])
  })

  it('is another one for the dossier whose file has other bytes', () => {
    const other = { ...desk(), files: [{ key: 'clean/A', sha256: 'bb' }] }
    expect(changed(desk(), other)).toEqual([`dossiers DOSSIER#${code} is another one`, 'files is another one'])
  })

  it('says what is gone and what was not there', () => {
    const { attachments = [], dossiers = [] } = desk().tables
    const without = { ...desk(), tables: { dossiers } }
    expect(changed(desk(), without)).toContain('attachments ATTACHMENT#A is gone')
    const more = { ...desk(), tables: { dossiers, attachments, reminders: [marshall({ pk: 'DUE#1', sk: 'x' })] } }
    expect(changed(desk(), more)).toEqual(['reminders, rows DUE was not there'])
  })

  it('leaves out what has expired, for it may go at any time', () => {
    const with_ = (expiresAt: number) => {
      const { tables, files } = desk()
      return { files, tables: { ...tables, feedback: [marshall({ pk: 'KEY#1', sk: 'KEY', expiresAt })] } }
    }
    expect(changed(desk(), with_(now))).toEqual([])
    expect(changed(desk(), with_(now + 1))).toEqual(['feedback, rows KEY was not there'])
  })
})

describe('a journal', () => {
  const brokenOf = (change: (entries: JournalItem[]) => JournalItem[]) => digests(desk(change), now).broken

  it('is broken by one letter of an entry that another one follows', () => {
    const altered = brokenOf(([first, ...rest]) => [{ ...(first as JournalItem), type: 'dossier.refused' }, ...rest])
    expect(altered).toEqual([`dossiers DOSSIER#${code}: version 2 does not follow the one before`])
  })

  it('is broken by one letter of its last entry, which the head follows', () => {
    const altered = brokenOf(([first, last]) => [first as JournalItem, { ...(last as JournalItem), at: 'later' }])
    expect(altered).toEqual([`dossiers DOSSIER#${code}: the head does not follow its last entry`])
  })

  it('is broken by a hole, and by an end that is missing', () => {
    expect(brokenOf(([, last]) => [last as JournalItem])).toEqual([`dossiers DOSSIER#${code}: version 1 is missing`])
    expect(brokenOf(([first]) => [first as JournalItem])).toEqual([
      `dossiers DOSSIER#${code}: the head is of version 2 of 1`,
    ])
  })
})
