import { randomUUID } from 'node:crypto'
import type { Figure } from './figures.ts'
import { reached } from './goals.ts'
import type { Office } from './intake-office.ts'
import { spread } from './paired.ts'
import { started } from './process-start.ts'

const rounds = 7

/** From the start of a process with the bundle of `dossiers` to the answer to its first intake, on this local AWS. */
export async function firstAnswer({ filing, clerk }: Office, module: string): Promise<Figure> {
  const answered: number[] = []
  const loaded: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const key = randomUUID()
    const first = await started(module, process.env, {
      rawPath: '/v1/dossiers',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${clerk}`, 'idempotency-key': key },
      body: JSON.stringify(filing),
      requestContext: { requestId: key, http: { method: 'POST', sourceIp: '127.0.0.1' } },
    })
    if (first.status !== 201) throw new Error(`the first intake was answered ${first.status}`)
    answered.push(first.answered)
    loaded.push(first.loaded)
  }
  const { median, least, most } = spread(answered)
  const note = `${least.toFixed(0)}–${most.toFixed(0)} ms, ${rounds} processes; loaded after ${spread(loaded).median.toFixed(0)} ms, the rest are its calls to the local AWS, over connections that are not yet open`
  return reached('first-answer', median, note)
}
