import { motcua, type Options, type Problem } from './index.ts'

/** What the desk answered on the way. */
export interface Told {
  code: string
  /** The name of the status, as the citizen sees it without signing in. */
  status: string
  /** The ETag after the hand-over. */
  handedOver: string | null
  /** What a second hand-over under the old ETag was told. */
  late: Problem | undefined
}

const failed = (problem: Problem) => new Error(`${problem.type}: ${problem.title}`, { cause: problem })

/** A clerk takes in a dossier, its citizen looks it up, and it is handed over to a specialist: once, not twice. */
export async function takeIn(options: Options, receivingPoint: string, specialist: string): Promise<Told> {
  const desk = motcua(options)
  const filed = await desk.POST('/v1/dossiers', {
    params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
    body: {
      procedure: '2.000815',
      receivingPoint,
      channel: 'DESK',
      applicant: { kind: 'CITIZEN', name: 'Nguyễn Thị Ví Dụ', phone: '0912345678' },
      papers: [
        { paper: 'BAN_CHINH', kind: 'ORIGINAL', copies: 1 },
        { paper: 'BAN_SAO', kind: 'PHOTOCOPY', copies: 2 },
      ],
      returnBy: { method: 'DESK' },
    },
  })
  if (filed.error) throw failed(filed.error)
  const { code, secret = '' } = filed.data

  // Public: the secret on the receipt is enough.
  const seen = await motcua({ baseUrl: options.baseUrl, language: 'en' }).POST('/v1/lookups', {
    body: { code, secret },
  })
  if (seen.error) throw failed(seen.error)

  const etag = filed.response.headers.get('etag') ?? ''
  const handOver = () =>
    desk.POST('/v1/dossiers/{code}/hand-over', {
      params: { path: { code }, header: { 'If-Match': etag } },
      body: { to: { person: specialist } },
    })
  const done = await handOver()
  if (done.error) throw failed(done.error)

  // Whoever still holds the old version is told so and reads it again, instead of undoing what others did.
  const late = await handOver()
  if (late.error && late.error.type !== '/problems/stale-version') throw failed(late.error)
  const handedOver = done.response.headers.get('etag')
  return { code, status: seen.data.status.name, handedOver, late: late.error }
}
