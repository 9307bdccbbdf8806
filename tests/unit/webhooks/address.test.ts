import { describe, expect, it } from 'vitest'
import { judgeAddress } from '../../../shared/webhooks/address.ts'

const resolvingTo =
  (...addresses: string[]) =>
  async () =>
    addresses
const judge = (url: string, ...addresses: string[]) => judgeAddress(url, { resolve: resolvingTo(...addresses) })
const refused = expect.objectContaining({ refused: expect.any(String) })

describe('The address of a webhook', () => {
  it('is taken when every address of its name is public, and the first of them goes with it', async () => {
    expect(await judge('https://city.example.vn/hook', '203.119.8.111', '2400:cb00::1')).toEqual({
      url: new URL('https://city.example.vn/hook'),
      address: '203.119.8.111',
    })
    expect(await judge('https://8.8.8.8/')).toMatchObject({ address: '8.8.8.8' })
    expect(await judge('https://[2606:4700::1111]/')).toMatchObject({ address: '2606:4700::1111' })
  })

  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://0.0.0.0/',
    'https://192.0.2.1/',
    'https://198.18.0.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[::]/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[::10.0.0.1]/',
    'https://[fe80::1]/',
    'https://[fec0::1]/',
    'https://[fd00:ec2::254]/',
    'https://[ff02::1]/',
    'https://[64:ff9b::a00:1]/',
    'https://[64:ff9b:1::a00:1]/',
    'https://[2002:a00:1::]/',
    'https://[2001:0:a00:1::]/',
    'https://[2001:db8::1]/',
    'https://[3fff::1]/',
    'https://[2001:2::1]/',
    'https://[2001:20::1]/',
    'https://100.127.255.255/',
    'https://192.0.0.8/',
    'https://192.88.99.1/',
    'https://198.19.255.255/',
    'https://240.0.0.1/',
    'https://１２７.０.０.１/',
  ])('is refused where it is written as one that is not public: %s', async (url) => {
    expect(await judge(url)).toEqual(refused)
  })

  it.each([
    ['10.0.0.1'],
    ['127.0.0.1'],
    ['169.254.169.254'],
    ['::1'],
    ['fe80::1%eth0'],
    ['::ffff:192.168.0.1'],
    ['203.119.8.111', '10.0.0.1'],
    ['2400:cb00::1', 'fd00::1'],
  ])('is refused where its name leads to one that is not public: %s %s', async (...addresses) => {
    expect(await judge('https://city.example.vn/', ...addresses)).toEqual(refused)
  })

  it('is refused where its name leads nowhere, which may be otherwise the next time', async () => {
    const resolve = async () => Promise.reject(new Error('ENOTFOUND'))
    expect(await judgeAddress('https://city.example.vn/', { resolve })).toMatchObject({ unresolved: true })
    expect(await judge('https://city.example.vn/')).toMatchObject({ unresolved: true })
  })

  it.each([
    'http://city.example.vn/',
    'http://8.8.8.8/',
    'ftp://city.example.vn/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'city.example.vn/hook',
    '/hook',
    '',
    'https://',
    'https://someone:secret@city.example.vn/',
    'https://someone@city.example.vn/',
    `https://city.example.vn/${'x'.repeat(2_000)}`,
  ])('is refused where it is no plain https URL: %s', async (url) => {
    expect(await judge(url, '203.119.8.111')).toEqual(refused)
  })

  it.each([
    ' https://city.example.vn/',
    'https://city.example.vn/\n',
    'https://city.exa\tmple.vn/',
    'https://city.example.vn/a b',
    'https://city.example.vn/\u202egpj.exe',
    'https:\\\\city.example.vn\\hook',
  ])('is refused where the one that is called would not read as it was written: %j', async (url) => {
    expect(await judge(url, '203.119.8.111')).toEqual({ refused: 'must be an absolute https URL' })
  })

  it('may have a name and a path in letters of any language', async () => {
    const { url } = (await judge('https://tỉnh.example.vn/mộtcửa', '203.119.8.111')) as { url: URL }
    expect(url.href).toBe('https://xn--tnh-dlz.example.vn/m%E1%BB%99tc%E1%BB%ADa')
  })

  it('is refused with words that say why', async () => {
    expect(await judge('ftp://8.8.8.8/')).toEqual({ refused: 'must be an absolute https URL' })
    expect(await judge('nothing')).toEqual({ refused: 'must be an absolute https URL' })
    expect(await judge(`https://8.8.8.8/${'x'.repeat(1_985)}`)).toEqual({
      refused: 'must have at most 2000 characters',
    })
    expect(await judge(`https://8.8.8.8/${'x'.repeat(1_984)}`)).toHaveProperty('address')
    expect(await judge('https://me@8.8.8.8/')).toEqual({ refused: 'must not hold a user or a password' })
    expect(await judge('https://:word@8.8.8.8/')).toEqual({ refused: 'must not hold a user or a password' })
    expect(await judge('https://10.0.0.1/')).toEqual({ refused: 'The host must have public addresses alone' })
    expect(await judge('https://city.example.vn/')).toMatchObject({ refused: 'The name of the host leads nowhere' })
  })

  it('is resolved once', async () => {
    let asked = 0
    const resolve = async () => {
      asked += 1
      return ['203.119.8.111']
    }
    await judgeAddress('https://city.example.vn/', { resolve })
    expect(asked).toBe(1)
  })
})

describe('In the sandbox the address of a webhook', () => {
  const sandbox = (url: string, ...addresses: string[]) =>
    judgeAddress(url, { loopback: true, resolve: resolvingTo(...addresses) })

  it.each(['http://127.0.0.1:9000/', 'https://127.0.0.1/', 'http://[::1]:9000/'])(
    'may be this machine: %s',
    async (url) => {
      expect(await sandbox(url)).toHaveProperty('address')
    },
  )

  it('may be a name of this machine', async () => {
    expect(await sandbox('http://localhost:9000/', '127.0.0.1', '::1')).toMatchObject({ address: '127.0.0.1' })
  })

  it.each([
    ['http://10.0.0.1/'],
    ['https://10.0.0.1/'],
    ['ftp://127.0.0.1/'],
    ['http://8.8.8.8/'],
    ['https://169.254.169.254/'],
    ['http://city.example.vn/', '203.119.8.111'],
    ['https://city.example.vn/', '127.0.0.1', '10.0.0.1'],
    ['http://city.example.vn/', '127.0.0.1', '203.119.8.111'],
  ])('may be nothing else that is private, and nothing else without TLS: %s %s', async (url, ...addresses) => {
    expect(await sandbox(url, ...addresses)).toEqual(refused)
  })
})
