import { describe, expect, it } from 'vitest'
import { hasEnded } from '../../../functions/dossiers/rating.ts'
import { snapshot } from '../../../functions/dossiers/snapshot.ts'
import { allStatuses } from '../../../functions/dossiers/status.ts'
import { mark, tokenFrom } from '../../../shared/crypto/derived-token.ts'
import { accepted, clerk } from './sample.ts'

describe('a dossier whose desk can be rated', () => {
  it('is one that was refused, withdrawn, stopped, processed or returned', () => {
    expect(allStatuses.filter(hasEnded)).toEqual([3, 7, 8, 9, 10])
  })

  it('has the mark of its token in the event that ends it, and in no other', () => {
    const acted = { dossier: accepted({ status: 8 }), event: 'dossier.stopped' }
    expect(snapshot({ ...acted, ratingTokenHash: 'mark' }, clerk)).toMatchObject({ ratingTokenHash: 'mark' })
    expect(snapshot(acted, clerk)).not.toHaveProperty('ratingTokenHash')
  })
})

describe('a token that is made of a hash', () => {
  const hash = Buffer.from([0, 31, 32, 10, 16, 255, 1, 2, 3, 4, 5, 6, 200]).toString('base64url')

  it('has twelve characters that can be told apart, of its first twelve bytes', () => {
    expect(tokenFrom(hash)).toBe('0Z0AGZ123456')
    expect(tokenFrom(mark('another'))).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
  })

  it('is known to others by its SHA-256 alone', () => {
    expect(mark('')).toBe('47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU')
  })
})
