import { describe, expect, it } from 'vitest'
import { authorOf, contentTypes, holderOf, ticketed } from '../../../functions/attachments/attachment.ts'
import {
  type Claim,
  claimed,
  claimRefused,
  claimsOf,
  claimsOfFeedback,
  FeedbackFiles,
  FilesNamed,
  objection,
} from '../../../functions/attachments/claim.ts'
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

describe('A feedback’s claim to a file', () => {
  const ours: Claim = { id: file.id, sha256, feedback: 'K7Q2M9XA4T', by: [], actingFor: [], agency: 'H26.125' }
  const of = (id: string) => ({ ...file, uploader: { id, kind: 'person' as const, agencies: [] } })
  const staff = { by: ['minh'], actingFor: ['H26.125'] }

  it('stands for what a colleague of who acted uploaded, and falls for a stranger’s', () => {
    expect(objection(file, { ...ours, ...staff })).toBeUndefined()
    expect(objection(of('citizen'), { ...ours, ...staff })).toBe('NOT_YOURS')
    expect(objection(of('citizen'), ours)).toBe('NOT_YOURS')
  })

  it('stands for what was uploaded for it without a token, whoever names it', () => {
    for (const who of [{}, staff, { uploader: 'mark' }]) {
      expect(objection(of(authorOf('K7Q2M9XA4T')), { ...ours, ...who })).toBeUndefined()
    }
  })

  it('stands for what was uploaded so under another reference only where nobody is signed in', () => {
    expect(objection(of(authorOf('my-note')), ours)).toBeUndefined()
    expect(objection(of(authorOf('my-note')), { ...ours, ...staff })).toBe('NOT_YOURS')
    expect(objection(of(authorOf('my-note')), { ...ours, uploader: 'mark' })).toBe('NOT_YOURS')
  })

  it('falls for what the holder of a dossier uploaded, as a dossier’s falls for what an author did', () => {
    expect(objection(of(holderOf('K7Q2M9XA4T')), ours)).toBe('NOT_YOURS')
    expect(objection(of(authorOf(claim.dossier)), { ...claim, by: [], actingFor: [] })).toBe('NOT_YOURS')
  })

  it('falls for a file that another feedback or a dossier has', () => {
    expect(objection({ ...file, feedback: ours.feedback }, { ...ours, ...staff })).toBeUndefined()
    expect(objection({ ...file, feedback: 'OTHER' }, { ...ours, ...staff })).toBe('NOT_YOURS')
    expect(objection({ ...file, dossier: ours.feedback }, { ...ours, ...staff })).toBe('NOT_YOURS')
    expect(objection({ ...file, feedback: claim.dossier }, claim)).toBe('NOT_YOURS')
  })

  it('leaves nothing of the uploader once it is met', () => {
    const { head, entry } = claimed(file, { ...ours, ...staff, restricted: true }, at)
    expect(head).toMatchObject({ feedback: ours.feedback, restricted: true, agency: 'H26.125' })
    expect(JSON.stringify([head, entry])).not.toContain('lan')
    expect(events['attachment.claimed'].safeParse(entry.data).success).toBe(true)
  })

  it('is read from its event: each file, who of the staff acted, or the mark of who did not', () => {
    const attachments = [
      { id: 'a', sha256 },
      { id: 'b', sha256 },
    ]
    const event = { subject: 'K7Q2M9XA4T', data: { agency: 'H26.125', attachments } }
    expect(claimsOfFeedback(FeedbackFiles.parse(event)).map(({ id }) => id)).toEqual(['a', 'b'])
    const data = { ...event.data, restricted: true, by: { id: 'minh', agency: 'H26.125' } }
    expect(claimsOfFeedback(FeedbackFiles.parse({ ...event, data }))[0]).toMatchObject({ ...staff, restricted: true })
    const signedIn = { ...event.data, uploader: 'mark' }
    expect(claimsOfFeedback(FeedbackFiles.parse({ ...event, data: signedIn }))[0]).toMatchObject({
      feedback: 'K7Q2M9XA4T',
      by: [],
      uploader: 'mark',
    })
    expect(claimsOfFeedback(FeedbackFiles.parse({ subject: 'K', data: { agency: 'H26.125' } }))).toEqual([])
  })
})
