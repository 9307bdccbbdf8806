import type { AuthorTemplate } from './templates.ts'

/**
 * What the author of a feedback is told: what happened, when, and what he does next. Never what it was about, whose it is
 * or what was answered: that he reads where he has to show his code. All five kinds are "ý kiến" here, and none of these
 * texts sends him to the desk to ask: of a denunciation nobody there may hear. The frame does, where it is none.
 */
export const authorTemplates = [
  {
    name: 'feedback-received',
    version: 1,
    reader: 'AUTHOR',
    subject: 'Đã nhận ý kiến {code} của ông/bà',
    vi: [
      'Ý kiến của ông/bà đã được nhận.',
      { 'Số ý kiến': '{code}', 'Nhận lúc': '{at}', 'Hẹn trả lời': '{dueAt?}' },
      'Việc cần làm: bây giờ ông/bà chưa cần làm gì. Xin giữ số ý kiến và mã bí mật đã được cấp để xem trả lời.',
    ],
    en: [
      'What you wrote to us has been received.',
      { Number: '{code}', Received: '{at}', 'Answer due': '{dueAt?}' },
      'What to do: nothing for now. Please keep the number and the secret code that you were given, to read the answer.',
    ],
    sms: 'Y kien {code} da duoc nhan. Xin giu so va ma da cap de xem tra loi. Tra cuu: {site}',
  },
  {
    name: 'feedback-info-requested',
    version: 1,
    reader: 'AUTHOR',
    subject: 'Ý kiến {code} cần ông/bà cho biết thêm',
    vi: [
      'Đề nghị ông/bà cho biết thêm để ý kiến của ông/bà được xem xét tiếp.',
      { 'Số ý kiến': '{code}', 'Yêu cầu lúc': '{at}' },
      'Việc cần làm: mở trang tra cứu, xem cần cho biết thêm điều gì và viết trả lời ngay tại đó.',
    ],
    en: [
      'We need to know more before what you wrote to us can go on.',
      { Number: '{code}', Asked: '{at}' },
      'What to do: open the look-up page, see what is asked, and write your reply there.',
    ],
    sms: 'Y kien {code} can ong/ba cho biet them. Xem va tra loi o trang tra cuu: {site}',
  },
  {
    name: 'feedback-answered',
    version: 1,
    reader: 'AUTHOR',
    subject: 'Ý kiến {code} đã có trả lời',
    vi: [
      'Ý kiến của ông/bà đã có trả lời.',
      { 'Số ý kiến': '{code}', 'Trả lời lúc': '{at}' },
      'Việc cần làm: xem trả lời ở trang tra cứu. Nếu chưa thỏa đáng, ông/bà có thể đề nghị xem xét lại tại đó, trong thời hạn ghi trên trang.',
    ],
    en: [
      'There is an answer to what you wrote to us.',
      { Number: '{code}', Answered: '{at}' },
      'What to do: read the answer on the look-up page. If it does not satisfy you, you may ask there to have it looked at again, within the time that the page names.',
    ],
    sms: 'Y kien {code} da co tra loi. Xem bang so va ma da cap. Tra cuu: {site}',
  },
  {
    name: 'feedback-rejected',
    version: 1,
    reader: 'AUTHOR',
    subject: 'Ý kiến {code} không được tiếp nhận giải quyết',
    vi: [
      'Ý kiến của ông/bà không được tiếp nhận giải quyết.',
      { 'Số ý kiến': '{code}', 'Trả lời lúc': '{at}' },
      'Việc cần làm: xem lý do ở trang tra cứu.',
    ],
    en: [
      'What you wrote to us has not been taken up.',
      { Number: '{code}', Answered: '{at}' },
      'What to do: read the reason on the look-up page.',
    ],
    sms: 'Y kien {code} khong duoc tiep nhan giai quyet. Xem ly do o trang tra cuu: {site}',
  },
  {
    name: 'feedback-forwarded',
    version: 1,
    reader: 'AUTHOR',
    subject: 'Ý kiến {code} đã được chuyển đến cơ quan khác',
    vi: [
      'Ý kiến của ông/bà đã được chuyển đến cơ quan có trách nhiệm trả lời.',
      { 'Số ý kiến': '{code}', 'Chuyển lúc': '{at}' },
      'Việc cần làm: bây giờ ông/bà chưa cần làm gì. Tên cơ quan đó có ở trang tra cứu.',
    ],
    en: [
      'What you wrote to us has been passed on to the agency that has to answer it.',
      { Number: '{code}', 'Passed on': '{at}' },
      'What to do: nothing for now. The look-up page names that agency.',
    ],
    sms: 'Y kien {code} da chuyen den co quan khac. Xem ten co quan o trang tra cuu: {site}',
  },
  {
    name: 'feedback-late',
    version: 1,
    reader: 'AUTHOR',
    subject: 'Xin lỗi ông/bà: việc xem xét ý kiến {code} bị chậm',
    vi: [
      'Việc xem xét ý kiến của ông/bà đã quá hạn. Chúng tôi xin lỗi ông/bà vì sự chậm trễ này.',
      { 'Số ý kiến': '{code}', 'Hạn đã qua': '{dueAt}', 'Tính đến': '{at}' },
      'Việc cần làm: nếu được yêu cầu cho biết thêm, xin ông/bà trả lời ở trang tra cứu; nếu không, ông/bà chưa cần làm gì. Khi có trả lời, ông/bà sẽ được báo.',
    ],
    en: [
      'We are late in dealing with what you wrote to us. We apologise for this delay.',
      { Number: '{code}', 'Was due': '{dueAt}', 'As of': '{at}' },
      'What to do: if you were asked for more, please reply on the look-up page; else nothing for now. You will be told when there is an answer.',
    ],
    sms: 'Y kien {code} duoc xem xet cham, da qua han {due}. Xin loi ong/ba. Tra cuu: {site}',
  },
] as const satisfies AuthorTemplate[]
