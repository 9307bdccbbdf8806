import { describe, expect, it } from 'vitest'
import { formsOf } from '../../security/canaries-forms.ts'

const name = 'Đặng Thị Chim Hoàng Yến'
const found = (text: string, value = name) => formsOf(value).some((form) => text.includes(form))

describe('A canary is found', () => {
  it.each([
    ['as it is', `{"name":"${name}"}`],
    ['decomposed', name.normalize('NFD')],
    ['in capitals', `HỌ TÊN: ${name.toUpperCase()}`],
    ['without marks', 'dang thi chim hoang yen'],
    ['in capitals without marks', 'DANG THI CHIM HOANG YEN'],
    ['in an address', `?q=${encodeURIComponent(name)}`],
    ['in a form', `name=${encodeURIComponent(name).replaceAll('%20', '+')}`],
    ['in escapes of JSON', '\\u0110\\u1eb7ng Th\\u1ecb Chim Ho\\u00e0ng Y\\u1ebfn'],
    ['in hex', Buffer.from(name).toString('hex')],
    ['as bytes that were read wrongly', Buffer.from(name).toString('latin1')],
  ])('%s', (_, text) => expect(found(text)).toBe(true))

  it.each([0, 1, 2, 3, 4])('in base64, after %i other bytes', (before) => {
    const bytes = Buffer.concat([Buffer.from('{'.repeat(before)), Buffer.from(name), Buffer.from('","x":1}')])
    expect(found(bytes.toString('base64'))).toBe(true)
    expect(found(bytes.toString('base64url'))).toBe(true)
  })

  it.each(['0912345678', '+84912345678', '84912345678', '091 234 5678'.slice(1), '91.234.5678'])(
    'as the number %s',
    (text) => expect(found(`tel:${text}`, '0912345678')).toBe(true),
  )
})

it('Another one is not', () => {
  expect(found('Đặng Thị Chim Sáo')).toBe(false)
  expect(found('0912345679', '0912345678')).toBe(false)
})
