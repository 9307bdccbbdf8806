import { act, expectStatus, type Filed, file, lookUp } from './dossiers.ts'
import type { Stage } from './steps.ts'
import { type File, samples, upload } from './upload.ts'

const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Thử', idNumber: '001199000123', email: 'citizen@example.com' }

/** The legal ground is left to the officer's wording: the sandbox invents no law. */
export const reasons = [
  {
    ground: 'Thành phần hồ sơ của thủ tục 1.001612',
    text: 'Giấy tờ tùy thân của chủ hộ kinh doanh chưa được nộp kèm; đề nghị nộp lại hồ sơ đầy đủ.',
  },
]

/** Đăng ký khai sinh, filed online by the citizen and accepted by the clerk. */
export async function birthRegistration(stage: Stage): Promise<Filed> {
  const { call, step } = stage
  const filed = await fileOnline(stage, '1.001193', [samples.form, samples.photo])
  const accepted = await step(
    'clerk accepts it',
    () => act(call, 'clerk', 'accept', filed, {}),
    ({ dueAt }) => `due ${dueAt}`,
  )
  expectStatus(accepted, 2)
  const seen = await step(
    'citizen follows it by code and secret',
    () => lookUp(call, filed),
    ({ status }) => status.name,
  )
  expectStatus(seen, 2)
  return accepted
}

/** Đăng ký thành lập hộ kinh doanh, filed online and refused with reasons, which the citizen reads. */
export async function householdBusiness(stage: Stage): Promise<Filed> {
  const { call, step } = stage
  const filed = await fileOnline(stage, '1.001612', [samples.form])
  const refused = await step('clerk refuses it with reasons', () => act(call, 'clerk', 'refuse', filed, { reasons }))
  expectStatus(refused, 3)
  await step(
    'citizen reads why',
    () => reasonsRead(stage, filed.code),
    (texts) => texts.join(' '),
  )
  return refused
}

async function fileOnline({ call, step, receivingPoint }: Stage, procedure: string, files: File[]): Promise<Filed> {
  const references = await step(`citizen uploads ${files.length === 1 ? 'a file' : `${files.length} files`}`, () =>
    Promise.all(files.map((each) => upload(call, 'citizen', each))),
  )
  const filed = await step(
    'citizen files online',
    () => file(call, 'citizen', { procedure, channel: 'ONLINE', receivingPoint, applicant, files: references }),
    ({ code, secret }) => `${code}, secret ${secret}`,
  )
  expectStatus(filed, 1)
  return filed
}

interface Journal {
  items: { type: string; details?: { reasons?: { text: string }[] } }[]
}

async function reasonsRead({ call }: Stage, code: string): Promise<string[]> {
  const { items } = (await call<Journal>(`GET /v1/dossiers/${code}/journal`, 200, { persona: 'citizen' })).body
  const told = items.flatMap(({ details }) => details?.reasons ?? []).map(({ text }) => text)
  if (told.length === 0) throw new Error(`the citizen is not told why ${code} was refused`)
  return told
}
