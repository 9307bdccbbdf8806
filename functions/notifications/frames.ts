import type { Remark } from './facts.ts'
import type { Block } from './templates.ts'

/** What stands around every text: who writes, where to look, where to ask. It has no versions; only the texts have. */
export interface Frame {
  opening: readonly Block[]
  beforeLink: readonly Block[]
  button: string
  /** Said where the button may not work. */
  orOpen: string
  closing: readonly Block[]
  /** In smaller letters. Whoever reads it back, such as the sandbox, looks for `Mã thư:` or `Message:`. */
  footer: readonly string[]
}

const staff: Frame = {
  opening: ['Kính gửi ông/bà,'],
  beforeLink: [],
  button: 'Mở hồ sơ',
  orOpen: 'Địa chỉ của hồ sơ:',
  closing: ['Trân trọng,\nHệ thống Một cửa\n{agency}'],
  footer: ['Đây là thư tự động, xin không trả lời thư này.', 'Mã thư: {message}'],
}

const applicant: Frame = {
  opening: ['Bản tiếng Anh ở dưới (English below).', 'Kính gửi ông/bà,'],
  beforeLink: [
    'Muốn xem tình trạng hồ sơ, ông/bà mở trang tra cứu, nhập mã hồ sơ và mã bí mật. Mã bí mật ghi trên giấy tiếp nhận hồ sơ, hoặc đã được cấp khi nộp trực tuyến; xin giữ kín.',
  ],
  button: 'Tra cứu hồ sơ',
  orOpen: 'Địa chỉ trang tra cứu:',
  closing: [
    'Cần hỏi thêm, xin liên hệ:',
    {
      'Nơi tiếp nhận': '{point}',
      'Địa chỉ': '{address}',
      'Giờ làm việc': '{hours} các ngày làm việc',
      'Điện thoại': '{hotline?}',
    },
    'Trân trọng,\n{agency}',
  ],
  footer: ['Đây là thư tự động, xin không trả lời thư này.', 'Mã thư: {message}'],
}

const inEnglish: Frame = {
  opening: ['Dear Sir or Madam,'],
  beforeLink: [
    'To see how your dossier stands, open the look-up page and enter the dossier code and the secret code. The secret code is on your receipt, or was given to you when you filed online; keep it to yourself.',
  ],
  button: 'Look up the dossier',
  orOpen: 'Address of the look-up page:',
  closing: [
    'For questions please turn to:',
    {
      'Receiving point': '{point}',
      Address: '{address}',
      'Office hours': '{hours} on working days',
      Telephone: '{hotline?}',
    },
    'Yours faithfully,\n{agency}',
  ],
  footer: ['This letter was sent automatically; please do not reply to it.', 'Message: {message}'],
}

/** The frames by reader and language. */
export const frames = { STAFF: { vi: staff }, APPLICANT: { vi: applicant, en: inEnglish } }

/** Said first when a reminder reaches somebody else than the one it was meant for. */
export const remarks: Record<Remark, string> = {
  NO_OFFICER:
    'Thư này gửi đến ông/bà vì hồ sơ chưa có cán bộ phụ trách nào nhận được thư. Đề nghị phân công người xử lý.',
  NO_LEADER:
    'Thư này gửi đến ông/bà vì {agency} chưa có lãnh đạo nào nhận được thư. Đề nghị báo cho người có trách nhiệm và cập nhật danh sách cán bộ của cơ quan.',
}
