import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leaks } from '../../../functions/feedback/redaction.ts'

const nobody = {}
/** Plainly invented; the telephone is of a block that nobody has. */
const author = {
  name: 'Nguyễn Thị Ví Dụ',
  address: 'Số 12 ngõ 34 phố Thí Nghiệm, phường Mẫu, Hà Nội',
  phone: '+84901234567',
  email: 'vi.du@example.com',
  dossier: 'H26.125-261116-0004',
}

const telephone = [
  ...['0901234567', '090 123 4567', '090.123.4567', '090-123-4567', '0901 234 567', '0901.234.567', '09 0123 4567'],
  ...['+84901234567', '+84 90 123 4567', '+84.90.123.4567', '+84 (0)90 123 4567', '0084 90 123 4567', '84901234567'],
  ...[
    '(+84) 90 123 4567',
    '84 901 234 567',
    '090–123–4567',
    '090 - 123 - 4567',
    '09 01 23 45 67',
    '0 9 0 1 2 3 4 5 6 7',
  ],
  ...['(024) 3825 1234', '024 3825 1234', '024.38251234', '(0204) 3825 123', '028 3822-1234', '+84 24 3825 1234'],
  ...['０９０１２３４５６７', '090\u200b123\u200b4567', '090\u00a0123\u00a04567'],
]
const identity = [
  ...['001084000999', '001 084 000 999', '001.084.000.999', '001-084-000-999', '0010 8400 0999', '001084 000999'],
  ...['123456789', '123 456 789', '123.456.789', '012345678', '012 345 678', '012.345.678'],
]
const dossier = [
  ...['H26.125-261116-0004', 'h26.125-261116-0004', 'H26.125 - 261116 - 0004', '000.00.01.H29-260310-0420'],
  ...['H26.125–261116–0004', '261116-0004', 'H55.242-260310-12345', 'H26-260310-0420'],
]
const mail = [
  ...['vidu@example.com', 'vi.du+1@mail.example.com', 'VIDU@EXAMPLE.COM', 'vidu @ example.com', 'vidu(at)example.com'],
  ...['vidu [at] example . com', 'vidu a còng example.com', 'vidu@example chấm com', 'ví.dụ@ví-dụ.vn'],
]
const tax = ['0100109106', '0100109106-001', '0100109106 - 001', '8012345678', '0100109106001', '3101234567']

const harmless = [
  'Ngày 24/11/2026 cả nước nghỉ, phường mở cửa lại ngày 25-11-2026.',
  'Lệ phí 1.000.000 đồng, thu sai 150 000 đồng, tổng 123.456.789 đồng và 2.500.000.000 đồng.',
  'Theo điều 9, khoản 2 và điểm a, quầy số 3.',
  'Giờ làm việc 08:00–17:00, nghỉ trưa 12:00–13:00, thứ Bảy 8h00 - 11h30.',
  'Làm việc từ 08.00 - 11.30 và 13.30-17.00 các ngày 05.11.2026 và 06.11.2026.',
  'Nghị quyết 28/2026/QH16, Quyết định 1207/QĐ-UBND ngày 28/02/2025.',
  'Thủ tục 2.000815 và 1.001193.000.00.00.H55.02 của cơ quan 000.00.01.H29, bộ phận H26.125-01.',
  'Năm 2024 - 2025 - 2026 có 12 345 lượt, đạt 99,5%.',
  'Đường dây nóng 1022 hoặc 1900 6868.',
  'Mười lăm ngày làm việc, đến 17:00 ngày 08/12/2026; 3 bộ hồ sơ, 2 bản sao, 100m², 0,5 km.',
  'Tuyến 84.123.456.789 đồng do nhà nước cấp.',
  'Tọa độ 21.0285, 105.8542.',
  'Ví dụ như phường ta có thể mở thêm quầy.',
  'Anh chị em cán bộ phường đã sửa ghế chờ @ quầy 5.',
]

describe('a number that belongs to somebody', () => {
  it.each(telephone)('is found as a telephone: %s', (number) => {
    expect(leaks(`Xin gọi ${number} để biết thêm.`, nobody)).toContain('a telephone number')
  })
  it.each(identity)('is found as an identity number: %s', (number) => {
    expect(leaks(`Bà ấy có số ${number} trên thẻ.`, nobody)).toContain('an identity number')
  })
  it.each(dossier)('is found as a code of a dossier: %s', (code) => {
    expect(leaks(`Hồ sơ ${code} bị trả lại.`, nobody)).toContain('a dossier code')
  })
  it.each(mail)('is found as an e-mail address: %s', (address) => {
    expect(leaks(`Viết cho ${address} nhé.`, nobody)).toContain('an e-mail address')
  })
  it.each(tax)('is found as a tax code: %s', (code) => {
    expect(leaks(`Hộ kinh doanh ${code}.`, nobody)).toContain('a tax code')
  })
  it.each(['19001234567890', '10345678901', '123456789 đồng'])(
    'is found whatever it is, being so long: %s',
    (number) => {
      expect(leaks(`Chuyển vào ${number} nhé.`, nobody)).not.toEqual([])
    },
  )
  it.each(['điện thoại 3825 1234', 'SĐT: 38251234', 'dien thoai 38251234', 'CMND số 12345678', 'MST 0100 109'])(
    'is found where it is said: %s',
    (text) => {
      expect(leaks(`Liên hệ ${text} nhé`, nobody)).toContain('a number of a person')
    },
  )
})

describe('an ordinary figure', () => {
  it.each(harmless)('is not reported: %s', (text) => {
    expect(leaks(text, author)).toEqual([])
  })
})

describe('what its author has told of himself', () => {
  const found: [what: string, ...texts: string[]][] = [
    [
      'the author’s name',
      ...[
        'Nguyễn Thị Ví Dụ',
        'NGUYỄN THỊ VÍ DỤ',
        'nguyen thi vi du',
        'Nguyễn Thị\nVí Dụ',
        'nguyenthividu',
        'bà Dụ',
        'Chị  Dụ',
      ],
      'Nguyễn Thị Ví Dụ'.normalize('NFD'),
    ],
    [
      'the author’s address',
      ...[
        'Số 12 ngõ 34 phố Thí Nghiệm, phường Mẫu, Hà Nội',
        'so 12, ngo 34, pho thi nghiem',
        'SỐ 12 NGÕ 34 PHỐ THÍ NGHIỆM',
      ],
    ],
    ['the author’s telephone number', ...['0901234567', '+84 90 123 45 67', '090/123/4567', '901234567']],
    ['the author’s e-mail address', ...['vi.du@example.com', 'VI.DU@EXAMPLE.COM', 'vi.du @ example.com']],
    ['the author’s dossier', ...['H26.125-261116-0004', 'h26125 261116 0004', 'H26.125/261116/0004']],
  ]
  it.each(found.flatMap(([what, ...texts]) => texts.map((text) => [what, text])))(
    'is found as %s: %s',
    (what, text) => {
      expect(leaks(`Người gửi là ${text} đã nhận trả lời.`, author)).toContain(what)
    },
  )

  it('is not looked for where he told nothing', () => {
    expect(leaks('Nguyễn Thị Ví Dụ ở số 12 ngõ 34 phố Thí Nghiệm', nobody)).toEqual([])
  })

  it('is no word of others: a name of one word is found with its marks, an address not by its town', () => {
    expect(leaks('Lần này làm nhanh hơn lần trước', { name: 'Lân' })).toEqual([])
    expect(leaks('Ông Lân đã nhận trả lời', { name: 'Lân' })).toEqual(['the author’s name'])
    expect(leaks('Các quầy ở Hà Nội', { address: 'Hà Nội' })).toEqual([])
    expect(leaks('Ví dụ: mở thêm quầy. Anh minh họa bằng ảnh.', { name: 'Trần Văn Ảnh' })).toEqual([])
  })

  it('is a short name only where it stands by itself', () => {
    expect(leaks('Phường ban hành quy định', { name: 'An Ha' })).toEqual([])
    for (const text of ['le vi du', 'Lê-Ví-Dụ', 'LÊ VÍ DỤ']) {
      expect(leaks(`Gửi ${text}, đã xong`, { name: 'Lê Ví Dụ' })).toEqual(['the author’s name'])
    }
  })

  it('is an address without a number only as a whole', () => {
    const address = 'Thôn Mẫu Một, xã Thử Nghiệm'
    expect(leaks('Đường ở thôn Mẫu Một đã sửa', { address })).toEqual([])
    expect(leaks('Người ở thôn mẫu một xã thử nghiệm', { address })).toEqual(['the author’s address'])
  })

  it('is told by its kind, never by itself', () => {
    const all = Object.values(author).join(' ')
    const said = leaks(all, author).join(' ')
    for (const secret of ['Dụ', '0901', '12', 'example', 'H26']) expect(said).not.toContain(secret)
  })
})

describe('wherever something is planted', () => {
  const words = [
    'ghế',
    'chờ',
    'ở',
    'bộ',
    'phận',
    'một',
    'cửa',
    'ít',
    'quá',
    'đề',
    'nghị',
    'ngày',
    '24/11/2026,',
    'quầy',
    '3',
    'giờ',
    '08:00',
    '(rất',
    'chậm).',
  ]
  const text = fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((all) => all.join(' '))
  const planted = fc.constantFrom(...telephone, ...identity, ...dossier, ...mail, ...tax, ...Object.values(author))
  const around = fc.constantFrom([' ', ' '], ['\n', '\n'], [' (', ') '], [': ', '. '], [' "', '" '], ['', ''] as const)

  it('is found', () => {
    fc.assert(
      fc.property(text, planted, text, around, (before, secret, after, [open, close]) => {
        // Digits that touch are another number.
        fc.pre(open !== '' || !/[0-9]$/.test(before))
        fc.pre(close !== '' || !/^[0-9]/.test(after))
        expect(leaks(`${before}${open}${secret}${close}${after}`, author)).not.toEqual([])
      }),
      { numRuns: 1_000 },
    )
  })

  it('nothing is found where nothing is', () => {
    fc.assert(
      fc.property(text, (all) => {
        expect(leaks(all, author)).toEqual([])
      }),
    )
  })

  it('is looked for quickly in whatever is sent', () => {
    const started = performance.now()
    const long = [
      '0 '.repeat(2_500),
      'a'.repeat(5_000),
      '@ '.repeat(2_500),
      'a.'.repeat(2_500),
      '08.00-'.repeat(833),
      '9'.repeat(5_000),
    ]
    for (const one of long) leaks(one, author)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

describe('the edges of a name and of an address', () => {
  it('are a name of eight letters run together, and no shorter one', () => {
    expect(leaks('nhờ xem đơn của nguyenan', { name: 'Nguyễn An' })).toEqual(['the author’s name'])
    expect(leaks('chữ leviann không phải tên', { name: 'Lê Vi An' })).toEqual([])
  })

  it('are the given name after a form of address, however the whole name is spaced', () => {
    expect(leaks('Bà Dụ đã đến ba lần.', { name: 'Nguyễn  Thị   Ví  Dụ' })).toEqual(['the author’s name'])
  })

  it('are a house of three words, and no street of two', () => {
    expect(leaks('ở 12 Thí Nghiệm, sau chợ', { address: '12 Thí Nghiệm, phường Mẫu' })).toEqual([
      'the author’s address',
    ])
    expect(leaks('ở số 12, sau chợ', { address: 'Số 12, phường Mẫu' })).toEqual([])
  })
})
