import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matches, searchKey } from '../../../shared/vietnamese/search.ts'

describe('the search key', () => {
  it('has no marks, d for đ, lower case and single spaces', () => {
    expect(searchKey('  Đăng ký   THƯỜNG\ttrú ')).toBe('dang ky thuong tru')
  })

  it('is the same for composed and decomposed text', () => {
    expect(searchKey('Nguyễn Thị Hồng'.normalize('NFD'))).toBe(searchKey('Nguyễn Thị Hồng'.normalize('NFC')))
  })

  it('knows every vowel with every tone', () => {
    expect(searchKey('ÀÁẢÃẠ ẰẮẲẴẶ ẦẤẨẪẬ ỜỚỞỠỢ ỪỨỬỮỰ ỲÝỶỸỴ')).toBe('aaaaa aaaaa aaaaa ooooo uuuuu yyyyy')
  })

  it('takes the letters that look like Đ for it', () => {
    expect(searchKey('Ðông Ɖông')).toBe('dong dong')
  })

  it('of a search key is the same search key', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => searchKey(searchKey(text)) === searchKey(text)))
  })
})

describe('a query', () => {
  const birth = 'Đăng ký khai sinh'

  it.each(['khai sinh', 'dang ky', 'SINH khai', 'đăng ký', 'ĐĂNG sinh', 'đăng sin', ''])(
    '%j finds Đăng ký khai sinh',
    (query) => {
      expect(matches(query, birth)).toBe(true)
    },
  )

  it.each(['khai tử', 'dang ki', 'đang ký', 'khái sinh', 'sính', 'hai'])(
    '%j does not find Đăng ký khai sinh',
    (query) => {
      expect(matches(query, birth)).toBe(false)
    },
  )

  it('without marks finds text without and with marks', () => {
    expect(matches('tam tru', 'Dang ky tam tru')).toBe(true)
    expect(matches('tam tru', 'Đăng ký tạm trú')).toBe(true)
  })

  it('with marks does not find text without or with others', () => {
    expect(matches('tạm trú', 'Dang ky tam tru')).toBe(false)
    expect(matches('tử', 'Đăng ký tự do')).toBe(false)
    expect(matches('hô', 'hộ kinh doanh')).toBe(false)
  })

  it('may be decomposed', () => {
    expect(matches('hộ tịch'.normalize('NFD'), 'Trích lục hộ tịch')).toBe(true)
  })

  it('finds a tone in its old and its new place', () => {
    expect(matches('hoà', 'Hòa giải')).toBe(true)
    expect(matches('thủy', 'Nguyễn Thị Thuỷ')).toBe(true)
  })

  it('may be a procedure code', () => {
    expect(matches('1.001193', '1.001193 Đăng ký khai sinh')).toBe(true)
    expect(matches('1.001194', '1.001193 Đăng ký khai sinh')).toBe(false)
  })
})
