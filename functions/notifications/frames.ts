import type { Remark } from './facts.ts'
import type { Matter } from './matters.ts'
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

/** The frame of a mail to staff, by what it is about. */
const staffFrames: Record<Matter, Frame> = {
  DOSSIER: staff,
  FEEDBACK: { ...staff, button: 'Mở ý kiến', orOpen: 'Địa chỉ của ý kiến:' },
  WEBHOOK: { ...staff, button: 'Mở kết nối', orOpen: 'Địa chỉ của kết nối:' },
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

const author: Frame = {
  ...applicant,
  beforeLink: [
    'Muốn xem trả lời, ông/bà mở trang tra cứu, nhập số ý kiến và mã bí mật đã được cấp khi gửi ý kiến; xin giữ kín mã bí mật.',
  ],
  button: 'Tra cứu ý kiến',
}

const authorInEnglish: Frame = {
  ...inEnglish,
  beforeLink: [
    'To see how it stands, open the look-up page and enter the number and the secret code that you were given; keep the secret code to yourself.',
  ],
  button: 'Look it up',
}

/** Who denounces somebody is not sent to the desk, which may be whom he means and knows nothing of it. */
const withoutDesk = (frame: Frame): Frame => ({ ...frame, closing: frame.closing.slice(-1) })

/** The frames of those who read two languages, and of staff. */
export const frames = {
  STAFF: staffFrames,
  APPLICANT: { vi: applicant, en: inEnglish },
  AUTHOR: { vi: author, en: authorInEnglish },
  RESTRICTED: { vi: withoutDesk(author), en: withoutDesk(authorInEnglish) },
}

/** Said first when a message reaches somebody else than the one it was meant for. */
export const remarks: Record<Remark, string> = {
  NO_OFFICER: 'Thư này gửi đến ông/bà vì chưa có cán bộ phụ trách nào nhận được thư. Đề nghị phân công người xử lý.',
  NO_LEADER:
    'Thư này gửi đến ông/bà vì {agency} chưa có lãnh đạo nào nhận được thư. Đề nghị báo cho người có trách nhiệm và cập nhật danh sách cán bộ của cơ quan.',
  NO_OWN_LEADER: 'Thư này gửi đến ông/bà vì {agency} chưa có lãnh đạo nào nhận được thư.',
}
