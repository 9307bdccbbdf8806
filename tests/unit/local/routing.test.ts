import { describe, expect, it } from 'vitest'
import { ownerOf } from '../../../infra/local/routing.ts'

const prefixes = [
  { prefix: '/v1/dossiers', service: 'dossiers' },
  { prefix: '/v1/dossiers/archive', service: 'archive' },
  { prefix: '/v1/procedures', service: 'procedures' },
]

describe('the front door finds who owns a path', () => {
  it('takes the prefix itself and everything below it', () => {
    expect(ownerOf('/v1/dossiers', prefixes)).toBe('dossiers')
    expect(ownerOf('/v1/dossiers/H26.125-261124-0001/accept', prefixes)).toBe('dossiers')
  })

  it('takes the longest prefix that fits', () => {
    expect(ownerOf('/v1/dossiers/archive/1', prefixes)).toBe('archive')
  })

  it('knows nobody for a path that only begins alike', () => {
    expect(ownerOf('/v1/dossiersX', prefixes)).toBeUndefined()
    expect(ownerOf('/v1', prefixes)).toBeUndefined()
  })
})
