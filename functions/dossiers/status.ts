/** The ten national statuses (danh mục trạng thái hồ sơ) with their exact Vietnamese names. */
export const statuses = {
  1: { name: 'Mới đăng ký', key: 'SUBMITTED', clock: 'NOT_STARTED', terminal: false },
  2: { name: 'Được tiếp nhận', key: 'ACCEPTED', clock: 'RUNNING', terminal: false },
  3: { name: 'Không được tiếp nhận', key: 'REFUSED', clock: 'CLOSED', terminal: true },
  4: { name: 'Đang xử lý', key: 'IN_PROGRESS', clock: 'RUNNING', terminal: false },
  5: { name: 'Yêu cầu bổ sung giấy tờ', key: 'SUPPLEMENT_REQUESTED', clock: 'PAUSED', terminal: false },
  6: { name: 'Yêu cầu thực hiện nghĩa vụ tài chính', key: 'FEE_REQUESTED', clock: 'RUNNING', terminal: false },
  7: { name: 'Công dân yêu cầu rút hồ sơ', key: 'WITHDRAWN', clock: 'CLOSED', terminal: true },
  8: { name: 'Dừng xử lý', key: 'STOPPED', clock: 'CLOSED', terminal: true },
  9: { name: 'Đã xử lý xong', key: 'COMPLETED', clock: 'DONE', terminal: false },
  10: { name: 'Đã trả kết quả', key: 'RETURNED', clock: 'DONE', terminal: true },
} as const

export type Status = keyof typeof statuses
/** Every status, in the order of the national list. */
export const allStatuses = Object.keys(statuses).map(Number) as Status[]

/** Open: the desk still has something to do, to wait for or to hand out. */
export const isOpen = (status: Status): boolean => !statuses[status].terminal
