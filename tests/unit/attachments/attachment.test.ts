import type { KMSClient } from '@aws-sdk/client-kms'
import { marshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, it } from 'vitest'
import {
  type Attachment,
  contentTypes,
  disposition,
  faultOf,
  readers,
  sizeLimit,
  ticketed,
  told,
  verdict,
} from '../../../functions/attachments/attachment.ts'
import { events } from '../../../functions/attachments/events.ts'
import { FileName } from '../../../functions/attachments/schemas.ts'
import { sealedNames } from '../../../functions/attachments/sealed-name.ts'
import { envelope } from '../../../shared/crypto/envelope.ts'
import { itemSize } from '../../../shared/testing/item-size.ts'

const at = '2026-11-24T02:00:00.000Z'
const sha256 = 'ab'.repeat(32)
const sealedName = Buffer.from('sealed')
const asked = { sealedName, contentType: contentTypes[0], size: 900, sha256 }
const uploader = { id: 'lan', kind: 'person' as const, agencies: ['H26.125'] }
const waiting: Attachment = ticketed('01KB04G9Z6Y0N3T5Q8R2V7X4WC', asked, uploader, at)
const right = { size: 900, sha256, detectedType: contentTypes[0] }

describe('The judgement of stored bytes', () => {
  it('finds nothing wrong with what was announced', () => {
    expect(faultOf(waiting, right)).toBeUndefined()
  })

  it.each([
    ['EMPTY', { ...right, size: 0 }],
    ['SIZE_MISMATCH', { ...right, size: 901 }],
    ['HASH_MISMATCH', { ...right, sha256: 'cd'.repeat(32) }],
    ['TYPE_MISMATCH', { ...right, detectedType: 'image/png' }],
    ['TYPE_MISMATCH', { ...right, detectedType: undefined }],
  ])('finds %s', (fault, bytes) => {
    expect(faultOf(waiting, bytes)).toBe(fault)
  })

  it('is made once', () => {
    const first = verdict(waiting, right, at)
    expect(first?.head.status).toBe('VERIFIED')
    expect(first && verdict(first.head, { ...right, size: 0 }, at)).toBeUndefined()
    expect(verdict({ ...waiting, status: 'CHECKING' }, right, at)?.head.status).toBe('VERIFIED')
  })

  it('is told to the agency that has the file', () => {
    expect(verdict({ ...waiting, dossier: 'd', agency: 'H26.125' }, right, at)?.entry.agency).toBe('H26.125')
    expect(verdict(waiting, { ...right, size: 0 }, at)?.entry).toMatchObject({
      type: 'attachment.rejected',
      data: { status: 'REJECTED', reason: 'EMPTY' },
    })
  })

  it('is told without the file’s name', () => {
    const entry = verdict(waiting, right, at)?.entry
    expect(events['attachment.verified'].safeParse(entry?.data).success).toBe(true)
    expect(told(waiting)).not.toHaveProperty('sealedName')
  })

  it('is told without its uploader where it is for a feedback', () => {
    const announced = { ...waiting, for: { feedback: 'my-note' } }
    expect(told(waiting).uploader).toEqual({ id: 'lan', agencies: ['H26.125'] })
    expect(told({ ...waiting, for: { draft: 'd1' } }).uploader).toBeDefined()
    expect(told(announced).uploader).toBeUndefined()
    expect(told({ ...waiting, feedback: 'K7Q2M9XA4T' }).uploader).toBeUndefined()
    expect(told({ ...announced, dossier: 'H26.125-261124-0001' }).uploader).toBeDefined()
  })
})

describe('The readers of a file', () => {
  const claimed = { ...waiting, dossier: 'H26.125-261124-0001', agency: 'H26.125', owner: 'citizen' }

  it('are its uploader alone until a dossier has it', () => {
    expect(readers(waiting, ['H26'])).toEqual({ agencies: [], owners: ['lan'] })
  })

  it('are then the dossier’s agency with those above it, and its citizen', () => {
    expect(readers(claimed, ['H26'])).toEqual({ agencies: ['H26.125', 'H26'], owners: ['citizen'] })
    expect(readers(claimed, [])).toEqual({ agencies: ['H26.125'], owners: ['citizen'] })
    expect(readers({ ...claimed, agency: undefined }, ['H26']).agencies).toEqual([])
  })

  it('are the staff alone once a feedback has it', () => {
    const given = { ...waiting, feedback: 'K7Q2M9XA4T', agency: 'H26.125' }
    expect(readers(given, ['H26'])).toEqual({ agencies: ['H26.125', 'H26'], owners: [] })
    expect(readers({ ...given, agency: undefined }, ['H26'])).toEqual({ agencies: [], owners: [] })
  })

  it('include the machine that delivered it', () => {
    const machine = { ...uploader, id: 'city', kind: 'machine' as const }
    expect(readers({ ...claimed, owner: undefined, uploader: machine }, []).owners).toEqual(['city'])
  })
})

describe('The name under which a file is saved', () => {
  it('keeps Vietnamese letters by RFC 5987 and has a plain form', () => {
    expect(disposition('Đơn.pdf')).toBe(`attachment; filename="__n.pdf"; filename*=UTF-8''%C4%90%C6%A1n.pdf`)
  })

  it('can’t break out of the header', () => {
    expect(disposition(`a";b'c%.pdf`)).toBe(`attachment; filename="a_;b'c_.pdf"; filename*=UTF-8''a%22%3Bb%27c%25.pdf`)
  })
})

describe('The record of a file', () => {
  it('stays under 1 KB with the longest name, verified and claimed', async () => {
    const wrapped = new Uint8Array(184) // as long as what AWS KMS gives for a data key of 256 bits
    const kms = { send: async () => ({ Plaintext: new Uint8Array(32), CiphertextBlob: wrapped }) }
    const longest = FileName.parse('ệ'.repeat(40))
    const sealed = await sealedNames(envelope(kms as unknown as KMSClient, 'key')).seal(waiting.id, longest)
    expect(sealed).toHaveLength(217 + 120)
    const person = '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'
    const head = {
      ...ticketed(waiting.id, { ...asked, contentType: contentTypes[3], sealedName: sealed }, uploader, at),
      size: sizeLimit,
      for: { draft: person },
      uploader: { ...uploader, id: person },
      status: 'VERIFIED',
      detectedType: contentTypes[3],
      request: 'x'.repeat(22),
      dossier: 'H26.125-261124-0001',
      agency: 'H26.125',
      owner: person,
      pk: `ATTACHMENT#${waiting.id}`,
      sk: 'HEAD',
      version: 2,
      chain: 'x'.repeat(43),
      keys: [],
    }
    expect(itemSize(marshall(head))).toBeLessThan(1024)
  })
})

describe('The longest name', () => {
  it.each([
    ['of plain letters', 'a'.repeat(120), 'a'.repeat(121)],
    ['of Vietnamese letters', 'ệ'.repeat(40), 'ệ'.repeat(41)],
    ['of quotation marks', '"'.repeat(60), '"'.repeat(61)],
  ])('%s has 120 bytes as it is sealed', (_, longest, longer) => {
    expect(FileName.safeParse(longest).success).toBe(true)
    expect(FileName.safeParse(longer).success).toBe(false)
  })
})
