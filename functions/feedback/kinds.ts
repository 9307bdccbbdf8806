/** How a feedback comes in: hòm thư góp ý, đường dây nóng, trang mạng, ứng dụng, tại quầy, bưu chính, thư điện tử. */
export const channels = ['BOX', 'HOTLINE', 'WEB', 'APP', 'COUNTER', 'MAIL', 'EMAIL'] as const
export type Channel = (typeof channels)[number]

/** Phản ánh, kiến nghị, góp ý, khiếu nại, tố cáo (domain.md §8.1). */
export const kinds = ['PHAN_ANH', 'KIEN_NGHI', 'GOP_Y', 'KHIEU_NAI', 'TO_CAO'] as const
export type Kind = (typeof kinds)[number]

/** What comes in while nobody is at the desk, so that an open Saturday desk doesn't receive it (R1). */
export const online: ReadonlySet<Channel> = new Set(['WEB', 'APP', 'EMAIL'])

/** Whose author has to say who he is and how he is reached (Decree 20/2008 Art 7 and 9). */
export const legal: ReadonlySet<Kind> = new Set(['PHAN_ANH', 'KIEN_NGHI'])

/** What that decree (its Art 1) leaves to the law of complaints: under clocks of its own, and never published. */
export const apart: ReadonlySet<Kind> = new Set(['KHIEU_NAI', 'TO_CAO'])

/** The list of its agency in which an open one stands; the last is for leaders alone. */
export const lists = {
  PHAN_ANH: 'open',
  KIEN_NGHI: 'open',
  GOP_Y: 'open',
  KHIEU_NAI: 'complaints',
  TO_CAO: 'denunciations',
} as const satisfies Record<Kind, string>
