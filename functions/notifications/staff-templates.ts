import type { StaffTemplate } from './templates.ts'

const dossier = {
  'Mã hồ sơ': '{code}',
  'Hạn trả kết quả': '{dueAt}',
  'Nơi tiếp nhận': '{point}',
  'Bộ phận': '{unit?}',
  'Cán bộ phụ trách': '{officer|chưa phân công}',
}

/** What the officer and the leader are told about a deadline. Each names its own day, so that no two are the same. */
export const staffTemplates = [
  {
    name: 'due-soon',
    version: 1,
    reader: 'STAFF',
    subject: 'Sắp đến hạn: hồ sơ {code}, hẹn trả {dueAt}',
    vi: [
      'Tính đến {date}, hồ sơ {code} sắp đến hạn trả kết quả và chưa được ghi nhận là đã xử lý xong.',
      dossier,
      'Đề nghị ông/bà xử lý xong trước thời hạn trên.',
      'Nếu không kịp, lãnh đạo cần được biết ngay trong hôm nay lý do và ngày có thể hoàn thành, để xin lỗi người nộp hồ sơ và hẹn lại ngày trước khi hồ sơ quá hạn.',
    ],
  },
  {
    name: 'due',
    version: 1,
    reader: 'STAFF',
    subject: 'Đến hạn: hồ sơ {code}, hẹn trả {dueAt}',
    vi: [
      'Đến {at}, hồ sơ {code} đã đến hạn trả kết quả nhưng chưa được ghi nhận là đã xử lý xong.',
      dossier,
      'Nếu hồ sơ đã xử lý xong, đề nghị ông/bà ghi nhận kết quả vào hệ thống ngay.',
      'Nếu chưa xong, lãnh đạo cần được biết ngay lý do và ngày có thể hoàn thành, để xin lỗi người nộp hồ sơ và hẹn lại ngày.',
    ],
  },
  {
    name: 'overdue',
    version: 1,
    reader: 'STAFF',
    subject: 'Quá hạn {overdueDays} ngày làm việc: hồ sơ {code}, tính đến {day}',
    vi: [
      'Hồ sơ {code} đã quá hạn {overdueDays} ngày làm việc, tính đến ngày {day}.',
      dossier,
      'Đề nghị ông/bà cho xử lý ngay:',
      [
        'đôn đốc cán bộ phụ trách hoàn thành hồ sơ, hoặc phân công người khác;',
        'gia hạn, nêu rõ lý do và ngày hẹn mới, nếu hồ sơ còn được gia hạn;',
        'xin lỗi người nộp hồ sơ và cho biết khi nào có kết quả.',
      ],
      'Hệ thống nhắc lại vào đầu mỗi ngày làm việc cho đến khi hồ sơ được xử lý xong hoặc có ngày hẹn mới.',
    ],
  },
] as const satisfies StaffTemplate[]
