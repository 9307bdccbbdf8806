import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { presignedGet, presignedPut } from '../../../shared/s3/presign.ts'

const place = { bucket: 'files', key: 'incoming/01KB04G9Z6Y0N3T5Q8R2V7X4WC' }
const body = { contentType: 'application/pdf', size: 900, checksum: 'AAAA' }
const names = ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL']
let before: Record<string, string | undefined>

beforeEach(() => {
  before = Object.fromEntries(names.map((name) => [name, process.env[name]]))
  for (const name of names) delete process.env[name]
  const credentials = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' }
  Object.assign(process.env, { AWS_REGION: 'ap-southeast-1', ...credentials })
})
afterEach(() => {
  for (const name of names) {
    if (before[name] === undefined) delete process.env[name]
    else process.env[name] = before[name]
  }
})

describe('An upload link', () => {
  it('signs type, length, checksum and If-None-Match, and keeps the checksum out of the query', async () => {
    const { url, headers } = await presignedPut(place, body, 900)
    const { hostname, pathname, searchParams } = new URL(url)
    expect(hostname).toBe('files.s3.ap-southeast-1.amazonaws.com')
    expect(pathname).toBe(`/${place.key}`)
    expect(searchParams.get('X-Amz-SignedHeaders')).toBe(
      'content-length;content-type;host;if-none-match;x-amz-checksum-sha256',
    )
    expect(searchParams.has('x-amz-checksum-sha256')).toBe(false)
    expect(searchParams.get('X-Amz-Expires')).toBe('900')
    expect(headers).toEqual({
      'content-type': 'application/pdf',
      'x-amz-checksum-sha256': 'AAAA',
      'if-none-match': '*',
    })
  })

  it('is path-style at the local AWS', async () => {
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:4566'
    const { url } = await presignedPut(place, body, 900)
    expect(url).toContain(`http://127.0.0.1:4566/files/${place.key}?`)
  })

  it('carries the session token of this moment, and none when it is empty', async () => {
    process.env.AWS_SESSION_TOKEN = 'first'
    const tokenOf = async () =>
      new URL((await presignedPut(place, body, 900)).url).searchParams.get('X-Amz-Security-Token')
    expect(await tokenOf()).toBe('first')
    process.env.AWS_SESSION_TOKEN = 'second'
    expect(await tokenOf()).toBe('second')
    process.env.AWS_SESSION_TOKEN = ''
    expect(await tokenOf()).toBeNull()
  })

  it('can’t be made without credentials', async () => {
    delete process.env.AWS_ACCESS_KEY_ID
    await expect(presignedPut(place, body, 900)).rejects.toThrow('credentials')
  })
})

describe('A download link', () => {
  it('fixes the type and the disposition that S3 answers with', async () => {
    const answered = { contentType: 'application/pdf', disposition: `attachment; filename*=UTF-8''%C4%90.pdf` }
    const { searchParams } = new URL(await presignedGet(place, answered, 60))
    expect(searchParams.get('response-content-type')).toBe('application/pdf')
    expect(searchParams.get('response-content-disposition')).toBe(answered.disposition)
    expect(searchParams.get('X-Amz-Expires')).toBe('60')
  })
})
