import { describe, expect, it } from 'vitest'
import { clientAddresses } from '../../../shared/http/client-address.ts'
import { Refusal } from '../../../shared/problems/refusal.ts'

const from = (sourceIp: string | undefined, headers: Record<string, string> = {}) => ({
  rawPath: '/v1/lookups',
  headers,
  requestContext: { requestId: 'r', http: { method: 'POST', sourceIp } },
})
const edge = '198.51.100.9'
const door = (viewer: string, secret = 'one') => from(edge, { 'x-origin-secret': secret, 'x-viewer-address': viewer })

describe('without a front door', () => {
  const addressOf = clientAddresses({})

  it('is the address of the connection, whatever a header says', () => {
    const told = { 'x-viewer-address': '203.0.113.1', 'x-forwarded-for': '203.0.113.1', 'x-origin-secret': 'one' }
    expect(addressOf(from(edge, told))).toBe(addressOf(from(edge)))
    expect(addressOf(from('198.51.100.10'))).not.toBe(addressOf(from(edge)))
  })

  it('is 22 characters that do not tell the address', () => {
    expect(addressOf(from(edge))).toMatch(/^[\w-]{22}$/)
  })

  it.each([
    ['the same /64', '2001:db8:0:1::1', '2001:db8:0:1:ffff:ffff:ffff:ffff'],
    ['the same address written otherwise', '2001:0DB8:0000:0001:0::5', '2001:db8:0:1::5'],
    ['IPv4 in IPv6', '::ffff:198.51.100.9', edge],
    ['IPv4 in IPv6 in hexadecimal', '::ffff:c633:6409', edge],
    ['a zone of the machine', 'fe80::1%eth0', 'fe80::1'],
    ['nothing and what is no address', '', 'localhost'],
  ])('is one for %s', (_, one, other) => {
    expect(addressOf(from(one))).toBe(addressOf(from(other)))
  })

  it.each([
    ['the next /64', '2001:db8:0:1::1', '2001:db8:0:2::1'],
    ['another group in front', '2001:db8::1', '2001:db9::1'],
    ['another IPv4 in IPv6', '::ffff:198.51.100.8', edge],
    ['an address and none', edge, ''],
  ])('is another for %s', (_, one, other) => {
    expect(addressOf(from(one))).not.toBe(addressOf(from(other)))
  })

  it('is the same for a connection of which nothing is known', () => {
    expect(addressOf(from(undefined))).toBe(addressOf(from('')))
  })
})

describe('behind the front door', () => {
  const addressOf = clientAddresses({ ORIGIN_SECRET: 'one' })
  const refusal = (work: () => unknown) => {
    try {
      work()
    } catch (error) {
      return error instanceof Refusal ? error.problem : error
    }
  }

  it.each([
    ['none', {}],
    ['an empty one', { 'x-origin-secret': '' }],
    ['a wrong one', { 'x-origin-secret': 'two' }],
    ['a part of it', { 'x-origin-secret': 'on' }],
    ['more than it', { 'x-origin-secret': 'one,one' }],
  ])('refuses a request with %s of its secret', (_, headers: Record<string, string>) => {
    expect(refusal(() => addressOf(from(edge, headers)))).toBe('forbidden')
  })

  it('is the viewer and not the edge', () => {
    expect(addressOf(door('203.0.113.7'))).toBe(addressOf(from('203.0.113.7', { 'x-origin-secret': 'one' })))
    expect(addressOf(door('203.0.113.7'))).not.toBe(addressOf(door('203.0.113.8')))
  })

  it.each([
    ['203.0.113.7:46532', '203.0.113.7'],
    ['[2001:db8::1]:46532', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['2001:db8:0:1:2:3:4:5:46532', '2001:db8:0:1::'],
  ])('reads %s as %s', (written, plain) => {
    expect(addressOf(door(written))).toBe(addressOf(door(plain)))
  })

  it('is the edge when the door tells no address', () => {
    for (const viewer of ['', 'garbage', '[]', ':1', '300.1.1.1']) {
      expect(addressOf(door(viewer))).toBe(addressOf(from(edge, { 'x-origin-secret': 'one' })))
    }
  })

  it('takes both values while the secret is rotated, and one address has one name meanwhile', () => {
    const rotating = clientAddresses({ ORIGIN_SECRET: 'one,two' })
    expect(rotating(door('203.0.113.7', 'two'))).toBe(rotating(door('203.0.113.7', 'one')))
    expect(refusal(() => rotating(door('203.0.113.7', 'one,two')))).toBe('forbidden')
    expect(refusal(() => rotating(door('203.0.113.7', '')))).toBe('forbidden')
  })

  it('hashes under the secret: another desk has other names for the same address', () => {
    const other = clientAddresses({ ORIGIN_SECRET: 'two' })
    expect(other(door('203.0.113.7', 'two'))).not.toBe(addressOf(door('203.0.113.7')))
  })

  it('does not start with a secret that has no value, which would let everybody in', () => {
    expect(() => clientAddresses({ ORIGIN_SECRET: ' , ' })).toThrow('ORIGIN_SECRET')
  })
})
