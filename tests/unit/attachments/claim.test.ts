import { describe, expect, it } from 'vitest'
import { contentTypes, ticketed } from '../../../functions/attachments/attachment.ts'
import { claimRefused, claimsOf, FilesNamed, objection } from '../../../functions/attachments/claim.ts'
import { events } from '../../../functions/attachments/events.ts'

const at = '2026-11-24T02:00:00.000Z'
const sha256 = 'ab'.repeat(32)
const asked = { sealedName: new Uint8Array(), contentType: contentTypes[0], size: 900, sha256 }
const uploader = { id: 'lan', kind: 'person' as const, agencies: ['H26.125'] }
const file = ticketed('01KB04G9Z6Y0N3T5Q8R2V7X4WC', asked, uploader, at)
const claim = {
  id: file.id,
  sha256,
  dossier: 'H26.126-261124-0001',
  by: ['lan'],
  actingFor: ['H26.126'],
  agency: 'H26.126',
}

describe('A dossier’s claim to a file', () => {
  it('stands when the uploader filed it or did the act', () => {
    expect(objection(file, claim)).toBeUndefined()
    expect(objection(file, { ...claim, by: ['minh', 'lan'] })).toBeUndefined()
  })

  it('stands when a colleague of the uploader filed it or did the act', () => {
    expect(objection(file, { ...claim, by: ['minh'], actingFor: ['H26.125'] })).toBeUndefined()
  })

  it('falls for a citizen who files at the uploader’s agency', () => {
    expect(objection(file, { ...claim, by: ['minh'], actingFor: [], agency: 'H26.125' })).toBe('NOT_YOURS')
  })

  it('falls for a stranger, whatever id and hash he knows', () => {
    expect(objection(file, { ...claim, by: ['minh'] })).toBe('NOT_YOURS')
    expect(objection(file, { ...claim, by: [], agency: undefined })).toBe('NOT_YOURS')
    expect(objection(file, { ...claim, by: ['minh'], sha256: 'cd'.repeat(32) })).toBe('NOT_YOURS')
  })

  it('falls for another hash, for a file that another dossier has, and for bad bytes', () => {
    expect(objection(file, { ...claim, sha256: 'cd'.repeat(32) })).toBe('HASH_MISMATCH')
    expect(objection({ ...file, dossier: 'H26.126-261124-0002' }, claim)).toBe('NOT_YOURS')
    expect(objection({ ...file, status: 'REJECTED', reason: 'TYPE_MISMATCH' }, claim)).toBe('TYPE_MISMATCH')
  })

  it('reads the hash whatever its letters’ case', () => {
    expect(objection(file, { ...claim, sha256: sha256.toUpperCase() })).toBeUndefined()
  })

  it('is refused in words that tell nothing of the file or its uploader', () => {
    const entry = claimRefused(claim, 'NOT_YOURS', at)
    expect(entry.data).toEqual({ id: file.id, sha256, status: 'REJECTED', reason: 'NOT_YOURS', dossier: claim.dossier })
    expect(events['attachment.rejected'].safeParse(entry.data).success).toBe(true)
  })
})

describe('A dossier’s event', () => {
  const event = { type: 'dossier.completed', subject: 'H26.125-261124-0001', data: {} }

  it('claims each file that it names for its filer and for who did the act', () => {
    const data = {
      attachments: [
        { id: 'a', sha256 },
        { id: 'b', sha256 },
      ],
      filedBy: { id: 'citizen' },
      by: { id: 'officer', agency: 'H26.125' },
      agency: 'H26.125',
      owner: 'citizen',
    }
    const claims = claimsOf(FilesNamed.parse({ ...event, data }))
    expect(claims.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(claims[0]).toMatchObject({ dossier: event.subject, by: ['citizen', 'officer'], owner: 'citizen' })
  })

  it('claims nothing when it names no file', () => {
    expect(claimsOf(FilesNamed.parse(event))).toEqual([])
  })
})
