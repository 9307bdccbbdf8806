/** The sandbox's agencies; names and parents are real, so that codes and look-ups read as they will. */
export const city = { id: 'H26', name: 'Thành phố Hà Nội', level: 'CITY' } as const
export const agencies = [
  {
    id: 'H26.125',
    name: 'Phường Phúc Lợi',
    level: 'COMMUNE',
    parent: 'H26',
    point: 'H26.125-01',
    branch: 'Chi nhánh số 1',
  },
  {
    id: 'H26.126',
    name: 'Phường Long Biên',
    level: 'COMMUNE',
    parent: 'H26',
    point: 'H26.126-01',
    branch: 'Chi nhánh số 1',
  },
] as const

export type Role = 'clerk' | 'specialist' | 'leader' | 'supervisor' | 'administrator' | 'integration'

/** Someone to act as in the sandbox. The people are invented; their addresses are of example domains. */
export type Persona = {
  name: string
  /** How the person is called; a machine's system. */
  called: string
  email: string
  /** Where he works; citizens have no agency. */
  staff?: { agency: string; role: Role; unit: string }
  administrator?: true
}

const first = agencies[0].id
const second = agencies[1].id
const desk = 'Bộ phận Một cửa'
const justice = 'Tư pháp - Hộ tịch'
const board = 'Lãnh đạo'

/** Personas who sign in with a password. */
export const userPersonas: Persona[] = [
  { name: 'citizen', called: 'Nguyễn Thị Thử', email: 'citizen@example.com' },
  { name: 'citizen-2', called: 'Trần Văn Mẫu', email: 'citizen-2@example.com' },
  {
    name: 'clerk',
    called: 'Lê Thị Ví Dụ',
    email: 'clerk@example.org',
    staff: { agency: first, role: 'clerk', unit: desk },
  },
  {
    name: 'clerk-2',
    called: 'Phạm Văn Giả Định',
    email: 'clerk-2@example.org',
    staff: { agency: second, role: 'clerk', unit: desk },
  },
  {
    name: 'specialist',
    called: 'Hoàng Thị Tập Dượt',
    email: 'specialist@example.org',
    staff: { agency: first, role: 'specialist', unit: justice },
  },
  {
    name: 'leader',
    called: 'Vũ Văn Diễn Tập',
    email: 'leader@example.org',
    staff: { agency: first, role: 'leader', unit: board },
  },
  {
    name: 'leader-2',
    called: 'Đặng Thị Minh Họa',
    email: 'leader-2@example.org',
    staff: { agency: second, role: 'leader', unit: board },
  },
  {
    name: 'supervisor',
    called: 'Bùi Văn Thí Dụ',
    email: 'supervisor@example.org',
    staff: { agency: first, role: 'supervisor', unit: 'Giám sát' },
  },
  {
    name: 'administrator',
    called: 'Đỗ Thị Quản Trị',
    email: 'administrator@example.org',
    administrator: true,
    // Who is told when nobody of a ward can be.
    staff: { agency: city.id, role: 'administrator', unit: 'Quản trị' },
  },
]

/** Personas that are programs and sign in with client credentials. */
export const machinePersonas: Persona[] = [
  {
    name: 'integration',
    called: 'Hệ thống thành phố (thử nghiệm)',
    email: 'integration@example.net',
    staff: { agency: first, role: 'integration', unit: 'Thành phố' },
  },
  {
    name: 'integration-2',
    called: 'Hệ thống thứ hai (thử nghiệm)',
    email: 'integration-2@example.net',
    staff: { agency: second, role: 'integration', unit: 'Thành phố' },
  },
]
