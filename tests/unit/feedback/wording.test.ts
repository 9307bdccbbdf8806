import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Kind, kinds } from '../../../functions/feedback/kinds.ts'
import { kindOf } from '../../../functions/feedback/wording.ts'

/** Written by hand for this test; nobody of these is anybody. */
const denunciations = [
  'Tôi tố cáo ông Trưởng bộ phận nhận tiền của người dân.',
  'Đơn tố cáo. Kính gửi Ủy ban nhân dân phường.',
  'Tôi làm đơn tố cáo cán bộ địa chính có hành vi sách nhiễu.',
  'Bà con chúng tôi xin tố cáo việc thu tiền ngoài biên lai.',
  'NỘI DUNG TỐ CÁO: làm giả chữ ký trên giấy tờ.',
  'Tôi khiếu nại quyết định thu hồi đất và tố cáo người ký quyết định.',
  'Tôi đã nhiều lần khiếu nại, nay phải làm đơn tố cáo.',
  'Nếu không giải quyết tôi sẽ tố cáo lên cấp trên.',
  'Xin giấu tên người tố cáo vì sợ bị trả thù.',
  'Tôi muốn tố giác hành vi nhận hối lộ.',
  'toi lam don to cao can bo nhan tien',
  'Toi to cao ong truong phong',
  'xin to cao viec thu tien khong co bien lai',
  'Đề nghị hướng dẫn tố cáo ông A đã vòi tiền tôi.',
  'Tôi tố-cáo cán bộ quầy số 3.',
  'tôi tố cao cán bộ vòi tiền', // a mark forgotten
  'Theo Luật Tố cáo, tôi tố cáo ông B hàng xóm là cán bộ phường.',
  'Không phải khiếu nại mà là tố cáo: cán bộ đòi tiền bồi dưỡng.',
  'Đề nghị giải quyết tố cáo của tôi gửi tháng trước.',
]
const complaints = [
  'Tôi khiếu nại quyết định xử phạt của phường.',
  'Đơn khiếu nại về việc cấp giấy chứng nhận.',
  'Khiếu nại lần đầu: hồ sơ của tôi bị từ chối không lý do.',
  'toi khieu nai quyet dinh thu hoi dat',
  'Đề nghị giải quyết khiếu nại của tôi gửi từ tháng trước.',
  'Đề nghị giải quyết khiếu nại việc đo đất sai.',
  'Tôi không đồng ý và khiếu nại việc đo đất.',
  'KHIẾU NẠI: hồ sơ đất đai bị trả lại ba lần.',
  'Gia đình tôi đã khiếu-nại mà chưa được trả lời.',
  'Không phải tố cáo ai, tôi chỉ khiếu nại quyết định này.',
  'Tôi gửi lại đơn khiếu nại kèm giấy tờ.',
  'Tôi dùng quyền khiếu nại đối với việc xử phạt.',
  'Đề nghị giải quyết khiếu nại về việc đo đất sai.',
]
const neither = [
  'Ghế chờ ở bộ phận một cửa ít quá.',
  'Cán bộ hướng dẫn rất tận tình, cảm ơn phường.',
  'Đường trước nhà số 5 bị hỏng, đề nghị sửa.',
  'Phòng tiếp dân cần niêm yết thủ tục giải quyết khiếu nại, tố cáo.',
  'Xin hỏi phường giải quyết khiếu nại và tố cáo vào ngày nào?',
  'Đây không phải khiếu nại, chỉ là góp ý.',
  'Tôi không có ý tố cáo ai, chỉ mong làm nhanh hơn.',
  'Luật Tố cáo nên được phổ biến ở tổ dân phố.',
  'Nên có buổi nói chuyện về Luật Khiếu nại cho bà con.',
  'Bảng hướng dẫn mẫu đơn khiếu nại để quá cao, khó đọc.',
  'Mẫu đơn tố cáo trên trang mạng bị lỗi phông chữ.',
  'Anh bảo vệ to cao rất lịch sự.',
  'Cay to cao truoc cong phuong che bien bao',
  'Cái bàn ở quầy to cao quá, người già khó viết.',
  'Công tác giải quyết khiếu nại, tố cáo của phường tốt.',
  'Day khong phai khieu nai, chi la gop y',
  'Quy trình giải quyết khiếu nại nên treo ở quầy.',
  'Người dân có quyền khiếu nại, tố cáo theo pháp luật, nên niêm yết số điện thoại.',
  'Yếu tố con người quan trọng nhất ở một cửa.',
  'Thông báo cáo phó treo sai chỗ.',
  'Báo cáo của phường nên đăng lên mạng.',
]

describe('the wording of a note', () => {
  it.each(denunciations)('is a denunciation: %s', (text) => {
    expect(kindOf('GOP_Y', text)).toBe('TO_CAO')
  })
  it.each(complaints)('is a complaint: %s', (text) => {
    expect(kindOf('GOP_Y', text)).toBe('KHIEU_NAI')
  })
  it.each(neither)('is neither: %s', (text) => {
    expect(kindOf('GOP_Y', text)).toBe('GOP_Y')
  })
})

describe('what its author called it', () => {
  const all = [...denunciations, ...complaints, ...neither]
  const weight = (kind: Kind) => (kind === 'TO_CAO' ? 2 : kind === 'KHIEU_NAI' ? 1 : 0)

  it('is never made less by its wording', () => {
    for (const kind of kinds)
      for (const text of all) expect(weight(kindOf(kind, text))).toBeGreaterThanOrEqual(weight(kind))
  })

  it('stays when the wording says nothing else', () => {
    for (const kind of kinds) for (const text of neither) expect(kindOf(kind, text)).toBe(kind)
  })

  it('is a complaint that becomes a denunciation when it denounces', () => {
    for (const text of denunciations) expect(kindOf('KHIEU_NAI', text)).toBe('TO_CAO')
  })
})

describe('how a note is written', () => {
  const all = fc.constantFrom(...denunciations, ...complaints, ...neither)
  /** Whatever `write` does to a note, it is what it was. */
  function same(write: (text: string, noise: string) => string, noises: fc.Arbitrary<string> = fc.constant('')) {
    fc.assert(
      fc.property(all, noises, (text, noise) => {
        expect(kindOf('GOP_Y', write(text, noise))).toBe(kindOf('GOP_Y', text))
      }),
    )
  }

  it('changes nothing by capitals', () => {
    same((text) => text.toUpperCase())
    same((text) => text.toLowerCase())
  })
  it('changes nothing by how its marks are encoded', () => {
    same((text) => text.normalize('NFD'))
    same((text) => text.normalize('NFC'))
  })
  it('changes nothing by spaces and broken lines', () => {
    same((text, space) => text.replaceAll(' ', space), fc.constantFrom('  ', '\n', '\t', '\u00a0', ' \r\n ', '\u3000'))
  })
  it('changes nothing by signs that nobody sees', () => {
    same((text, sign) => [...text].join(sign), fc.constantFrom('\u200b', '\u00ad', '\ufeff', '\u2060'))
  })
  it('changes nothing by what is said before and after', () => {
    const said = fc.constantFrom('Kính gửi phường.', 'Tôi ở tổ 5.', 'Xin cảm ơn!', 'Trân trọng')
    same((text, more) => `${more}\n${text}\n${more}`, said)
  })
  it('without marks is never more than with them', () => {
    const plain = (text: string) =>
      text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')
    for (const text of neither) expect(kindOf('GOP_Y', plain(text))).toBe('GOP_Y')
    for (const text of complaints) expect(kindOf('GOP_Y', plain(text))).toBe('KHIEU_NAI')
  })
  it('is read quickly however long and odd it is', () => {
    const started = performance.now()
    for (const text of ['không phải '.repeat(500), 'khiếu nại tố cáo '.repeat(310), 'giải quyết '.repeat(500)])
      kindOf('GOP_Y', text)
    expect(performance.now() - started).toBeLessThan(500)
  })
})
