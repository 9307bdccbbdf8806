import type { ApplicantTemplate } from './templates.ts'

/** What the applicant is told: what happened, when, and what he does next. */
export const applicantTemplates = [
  {
    name: 'accepted',
    version: 1,
    reader: 'APPLICANT',
    subject: 'Hồ sơ {code} đã được tiếp nhận, hẹn trả {dueAt}',
    vi: [
      'Hồ sơ của ông/bà đã được tiếp nhận.',
      {
        'Mã hồ sơ': '{code}',
        'Tiếp nhận lúc': '{at}',
        'Người phụ trách': '{officer?}',
        'Hẹn trả kết quả': '{dueAt}',
      },
      'Việc cần làm: bây giờ ông/bà chưa cần làm gì. Xin giữ giấy tiếp nhận hồ sơ (giấy hẹn) và nhận kết quả theo ngày hẹn.',
    ],
    en: [
      'Your dossier has been accepted.',
      {
        'Dossier code': '{code}',
        Accepted: '{at}',
        'Person in charge': '{officer?}',
        'Result due': '{dueAt}',
      },
      'What to do: nothing for now. Please keep the receipt and collect the result when it is due.',
    ],
    sms: 'Ho so {code} da tiep nhan, hen tra {due}. Xin giu giay hen. Tra cuu: {site}',
  },
  {
    name: 'supplement-requested',
    version: 1,
    reader: 'APPLICANT',
    subject: 'Hồ sơ {code} cần bổ sung giấy tờ',
    vi: [
      'Đề nghị ông/bà nộp bổ sung giấy tờ cho hồ sơ.',
      { 'Mã hồ sơ': '{code}', 'Yêu cầu lúc': '{at}' },
      'Việc cần làm: xem cần nộp giấy tờ gì ở trang tra cứu hoặc trong phiếu yêu cầu bổ sung, rồi nộp tại nơi tiếp nhận. Nếu đã nộp hồ sơ trực tuyến, ông/bà có thể nộp bổ sung trực tuyến.',
      'Ngày hẹn trả kết quả được xác định sau khi ông/bà nộp đủ giấy tờ.',
    ],
    en: [
      'Further papers are needed for your dossier.',
      { 'Dossier code': '{code}', Asked: '{at}' },
      'What to do: see on the look-up page or in the written request which papers are needed, and hand them in at the receiving point. If you filed online, you may also hand them in online.',
      'The due date is set after all the papers have been handed in.',
    ],
    sms: 'Ho so {code} can bo sung giay to. Xem phieu yeu cau hoac hoi noi tiep nhan. Tra cuu: {site}',
  },
  {
    name: 'supplement-received',
    version: 1,
    reader: 'APPLICANT',
    subject: 'Hồ sơ {code}: đã nhận giấy tờ bổ sung',
    vi: [
      'Giấy tờ bổ sung cho hồ sơ của ông/bà đã được nhận.',
      { 'Mã hồ sơ': '{code}', 'Nhận lúc': '{at}', 'Hẹn trả kết quả': '{dueAt?}' },
      'Việc cần làm: bây giờ ông/bà chưa cần làm gì. Nếu hồ sơ đã được tiếp nhận, ngày hẹn trả kết quả có thể đã lùi lại do thời gian chờ bổ sung.',
    ],
    en: [
      'The further papers for your dossier have been received.',
      { 'Dossier code': '{code}', Received: '{at}', 'Result due': '{dueAt?}' },
      'What to do: nothing for now. If your dossier had been accepted, its due date may be later now by the time that it waited for the papers.',
    ],
    sms: 'Ho so {code} da nhan giay to bo sung, ngay hen co the da doi. Tra cuu: {site}',
  },
  {
    name: 'fee-requested',
    version: 1,
    reader: 'APPLICANT',
    subject: 'Hồ sơ {code} cần nộp phí, lệ phí',
    vi: [
      'Đề nghị ông/bà nộp phí, lệ phí để hồ sơ được giải quyết tiếp.',
      { 'Mã hồ sơ': '{code}', 'Thông báo lúc': '{at}' },
      'Việc cần làm: xem số tiền ở trang tra cứu hoặc hỏi nơi tiếp nhận, nộp tiền theo thông báo của nơi tiếp nhận và giữ biên lai.',
      'Thư này không ghi số tài khoản nào. Nếu thấy nghi ngờ, xin hỏi nơi tiếp nhận trước khi nộp tiền.',
    ],
    en: [
      'A fee has to be paid before your dossier can go on.',
      { 'Dossier code': '{code}', Asked: '{at}' },
      'What to do: see the amount on the look-up page or ask the receiving point, pay as its notice says, and keep the receipt of payment.',
      'This letter names no bank account. If in doubt, ask the receiving point before you pay.',
    ],
    sms: 'Ho so {code} can nop phi, le phi theo thong bao cua noi tiep nhan. Tra cuu: {site}',
  },
  {
    name: 'result-ready',
    version: 1,
    reader: 'APPLICANT',
    subject: 'Hồ sơ {code} đã có kết quả',
    vi: [
      'Hồ sơ của ông/bà đã giải quyết xong và đã có kết quả.',
      { 'Mã hồ sơ': '{code}', 'Có kết quả lúc': '{at}' },
      'Việc cần làm: đến nơi tiếp nhận để nhận kết quả trong giờ làm việc, mang theo giấy tiếp nhận hồ sơ (giấy hẹn). Nếu đã chọn nhận qua bưu chính hoặc trực tuyến, ông/bà không phải đến.',
    ],
    en: [
      'Your dossier has been settled and there is a result.',
      { 'Dossier code': '{code}', 'Result since': '{at}' },
      'What to do: collect the result at the receiving point during office hours and bring the receipt. If you chose to get it by post or online, you need not come.',
    ],
    sms: 'Ho so {code} da co ket qua. Neu den nhan, xin mang theo giay hen. Tra cuu: {site}',
  },
  {
    name: 'refused',
    version: 1,
    reader: 'APPLICANT',
    subject: 'Hồ sơ {code} không được tiếp nhận',
    vi: [
      'Hồ sơ của ông/bà không được tiếp nhận.',
      { 'Mã hồ sơ': '{code}', 'Trả lời lúc': '{at}' },
      'Việc cần làm: xem lý do trong phiếu từ chối tiếp nhận, hoặc hỏi nơi tiếp nhận. Nếu vẫn có nhu cầu, ông/bà có thể chuẩn bị lại giấy tờ và nộp hồ sơ mới.',
    ],
    en: [
      'Your dossier has not been accepted.',
      { 'Dossier code': '{code}', Answered: '{at}' },
      'What to do: read the reasons in the notice of refusal, or ask the receiving point. You may prepare the papers anew and file another dossier.',
    ],
    sms: 'Ho so {code} khong duoc tiep nhan. Xin hoi ly do tai noi tiep nhan. Tra cuu: {site}',
  },
  {
    name: 'stopped',
    version: 1,
    reader: 'APPLICANT',
    subject: 'Hồ sơ {code} đã dừng giải quyết',
    vi: [
      'Hồ sơ của ông/bà đã dừng giải quyết.',
      { 'Mã hồ sơ': '{code}', 'Dừng lúc': '{at}' },
      'Việc cần làm: xem lý do trong thông báo dừng giải quyết, hoặc hỏi nơi tiếp nhận. Nếu vẫn có nhu cầu, ông/bà có thể nộp hồ sơ mới.',
    ],
    en: [
      'The processing of your dossier has been stopped.',
      { 'Dossier code': '{code}', Stopped: '{at}' },
      'What to do: read the reasons in the notice of stopping, or ask the receiving point. You may file another dossier.',
    ],
    sms: 'Ho so {code} da dung giai quyet. Xin hoi ly do tai noi tiep nhan. Tra cuu: {site}',
  },
  {
    name: 'deadline-changed',
    version: 1,
    reader: 'APPLICANT',
    subject: 'Hồ sơ {code}: hẹn lại ngày trả kết quả',
    vi: [
      'Ngày hẹn trả kết quả hồ sơ của ông/bà đã thay đổi. Chúng tôi xin lỗi ông/bà vì sự thay đổi này.',
      {
        'Mã hồ sơ': '{code}',
        'Ngày hẹn ban đầu': '{originalDueAt?}',
        'Ngày hẹn mới': '{dueAt}',
        'Thay đổi lúc': '{at}',
      },
      'Việc cần làm: nhận kết quả theo ngày hẹn mới, mang theo giấy tiếp nhận hồ sơ (giấy hẹn) đã có. Muốn biết lý do, xin hỏi nơi tiếp nhận.',
    ],
    en: [
      'The due date of your dossier has changed. We apologise for this change.',
      {
        'Dossier code': '{code}',
        'First due date': '{originalDueAt?}',
        'New due date': '{dueAt}',
        Changed: '{at}',
      },
      'What to do: collect the result by the new date and bring the receipt that you have. For the reason, please ask the receiving point.',
    ],
    sms: 'Ho so {code} hen lai ngay tra ket qua: {due}. Xin loi ong/ba. Tra cuu: {site}',
  },
  {
    name: 'late',
    version: 1,
    reader: 'APPLICANT',
    subject: 'Xin lỗi ông/bà: hồ sơ {code} chưa có kết quả đúng hẹn',
    vi: [
      'Hồ sơ của ông/bà đã quá ngày hẹn mà chưa có kết quả. Chúng tôi xin lỗi ông/bà vì sự chậm trễ này.',
      {
        'Mã hồ sơ': '{code}',
        'Ngày đã hẹn': '{dueAt}',
        'Tính đến': '{at}',
        'Người phụ trách': '{officer?}',
      },
      'Việc cần làm: ông/bà chưa cần đến nhận kết quả. Hiện chưa có ngày hẹn mới; khi có ngày hẹn mới hoặc có kết quả, ông/bà sẽ được báo bằng thư. Muốn biết lý do, xin hỏi nơi tiếp nhận.',
    ],
    en: [
      'Your dossier is past its due date and there is no result yet. We apologise for this delay.',
      {
        'Dossier code': '{code}',
        'Was due': '{dueAt}',
        'As of': '{at}',
        'Person in charge': '{officer?}',
      },
      'What to do: you need not come for the result yet. There is no new date so far; when there is one, or a result, a letter will tell you. For the reason, please ask the receiving point.',
    ],
    sms: 'Ho so {code} da qua hen {due}, chua co ket qua. Xin loi ong/ba. Tra cuu: {site}',
  },
] as const satisfies ApplicantTemplate[]
