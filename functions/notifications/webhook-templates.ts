import type { StaffTemplate } from './templates.ts'

/** What administrators are told of the addresses to which events are delivered. */
export const webhookTemplates = [
  {
    name: 'webhook-disabled',
    version: 1,
    reader: 'STAFF',
    subject: 'Đã ngừng gửi sự kiện: kết nối {code}',
    vi: [
      'Kết nối {code}: hệ thống đã ngừng gửi sự kiện đến máy chủ {host} và không tự gửi lại.',
      {
        'Máy chủ nhận': '{host}',
        'Lý do': '{reason}',
        'Không gửi được từ': '{since?}',
        'Ngừng lúc': '{at}',
      },
      'Đề nghị ông/bà báo cho đơn vị vận hành hệ thống nhận:',
      [
        'sửa máy chủ nhận, sao cho mỗi sự kiện được trả lời bằng mã 2xx;',
        'sau đó gọi lệnh “resume” của kết nối này bằng tài khoản tích hợp.',
      ],
      'Hệ thống gửi tiếp từ chỗ đã dừng. Sự kiện được giữ 30 ngày: nếu quá lâu, hệ thống nhận phải lấy lại toàn bộ.',
    ],
  },
] as const satisfies StaffTemplate[]
