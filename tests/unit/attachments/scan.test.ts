import { describe, expect, it } from 'vitest'
import { findingOf } from '../../../functions/attachments/scan.ts'
import { scanResultOf, testSignature } from '../../../infra/local/scan-events.ts'

describe('What a result of the scanner means', () => {
  it.each([
    ['NO_THREATS_FOUND', { good: true }],
    ['THREATS_FOUND', { reason: 'MALWARE' }],
    ['UNSUPPORTED', { reason: 'UNSCANNABLE' }],
    ['ACCESS_DENIED', { failed: 'ACCESS_DENIED' }],
    ['FAILED', { failed: 'FAILED' }],
    ['', { failed: '' }],
  ])('%s', (result, finding) => expect(findingOf(result)).toEqual(finding))
})

it('The scanner of the sandbox knows the test signature, wherever it stands', () => {
  expect(scanResultOf(Buffer.from(`%PDF-1.4 ${testSignature} %%EOF`))).toBe('THREATS_FOUND')
  expect(scanResultOf(Buffer.from('%PDF-1.4 %%EOF'))).toBe('NO_THREATS_FOUND')
})
