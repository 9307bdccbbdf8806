import type { StaffTemplate } from './templates.ts'

const feedback = {
  'Số ý kiến': '{code}',
  'Việc phải làm': '{toDo}',
  Hạn: '{dueAt}',
  'Bộ phận': '{unit?}',
  'Cán bộ phụ trách': '{officer|chưa phân công}',
}

/** What the officer and the leader are told about a feedback; never what it is about, nor whether it is a denunciation. */
export const feedbackStaffTemplates = [
  {
    name: 'feedback-due-soon',
    version: 1,
    reader: 'STAFF',
    subject: 'Sắp đến hạn: ý kiến {code}, hạn {dueAt}',
    vi: [
      'Tính đến {date}, ý kiến {code} sắp đến hạn mà việc phải làm chưa được ghi nhận là đã xong.',
      feedback,
      '{leadersOnly?}',
      'Đề nghị ông/bà bảo đảm việc này được làm xong trước thời hạn trên. Nếu không kịp, đề nghị báo cáo người có thẩm quyền ngay trong hôm nay.',
    ],
  },
  {
    name: 'feedback-due',
    version: 1,
    reader: 'STAFF',
    subject: 'Đến hạn: ý kiến {code}, hạn {dueAt}',
    vi: [
      'Đến {at}, ý kiến {code} đã đến hạn mà việc phải làm chưa được ghi nhận là đã xong.',
      feedback,
      '{leadersOnly?}',
      'Nếu đã làm xong, đề nghị ông/bà ghi nhận vào hệ thống ngay. Nếu chưa xong, đề nghị báo cáo người có thẩm quyền ngay.',
    ],
  },
  {
    name: 'feedback-overdue',
    version: 1,
    reader: 'STAFF',
    subject: 'Quá hạn {overdueDays} ngày làm việc: ý kiến {code}, tính đến {day}',
    vi: [
      'Ý kiến {code} đã quá hạn {overdueDays} ngày làm việc, tính đến ngày {day}.',
      feedback,
      '{leadersOnly?}',
      'Đề nghị ông/bà cho làm xong ngay; nếu cần, xin phân công người khác.',
      'Hệ thống nhắc lại vào đầu mỗi ngày làm việc cho đến khi việc phải làm đã xong.',
    ],
  },
  {
    name: 'denunciation-received',
    version: 1,
    reader: 'STAFF',
    subject: 'Nội dung {code} chỉ dành cho lãnh đạo',
    vi: [
      'Hệ thống đã nhận nội dung {code}. Chỉ lãnh đạo được xem nội dung này.',
      { Số: '{code}', 'Nhận lúc': '{at}', 'Hạn xem xét': '{dueAt}' },
      'Đề nghị ông/bà trực tiếp mở xem, và không chuyển thư này cho người khác.',
    ],
  },
] as const satisfies StaffTemplate[]
