import type { Status } from './status.ts'

/** What the citizen must do next, by status; plain Vietnamese first. */
export const nextSteps: Record<Status, { code: string; vi: string; en: string }> = {
  1: {
    code: 'WAIT_FOR_ACCEPTANCE',
    vi: 'Chờ bộ phận một cửa kiểm tra hồ sơ.',
    en: 'Wait until the desk has checked it.',
  },
  2: {
    code: 'WAIT',
    vi: 'Không cần làm gì; đến nhận kết quả theo ngày hẹn.',
    en: 'Nothing; collect the result when due.',
  },
  3: {
    code: 'READ_REASONS',
    vi: 'Xem lý do từ chối và nộp lại nếu muốn.',
    en: 'Read the reasons and file again if you wish.',
  },
  4: {
    code: 'WAIT',
    vi: 'Không cần làm gì; đến nhận kết quả theo ngày hẹn.',
    en: 'Nothing; collect the result when due.',
  },
  5: { code: 'SUPPLEMENT', vi: 'Bổ sung giấy tờ theo phiếu yêu cầu.', en: 'Hand in the papers that were asked for.' },
  6: { code: 'PAY', vi: 'Nộp phí, lệ phí theo thông báo.', en: 'Pay the fee that was asked for.' },
  7: { code: 'NOTHING', vi: 'Hồ sơ đã được rút theo yêu cầu.', en: 'Nothing; it was withdrawn.' },
  8: { code: 'READ_REASONS', vi: 'Xem thông báo dừng giải quyết.', en: 'Read the notice of stopping.' },
  9: { code: 'COLLECT', vi: 'Đến nhận kết quả, mang theo giấy hẹn.', en: 'Collect the result; bring the receipt.' },
  10: { code: 'NOTHING', vi: 'Kết quả đã được trả.', en: 'Nothing; the result was returned.' },
}
