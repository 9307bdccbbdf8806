import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { sdk } from '../../infra/local/aws.ts'
import type { Desk } from '../../infra/local/desk.ts'
import { caller } from '../../infra/local/first-dossier/caller.ts'
import { file } from '../../infra/local/first-dossier/dossiers.ts'
import { documents } from '../../shared/dynamodb/client.ts'
import { ascending, type Figure, percentile } from './figures.ts'
import { reached } from './goals.ts'
import { tokenOf } from './whole-desk.ts'

const filings = 200
const atOnce = 4
const pollEveryMs = 20
/** What has not come by then is counted as so late. */
const patienceMs = 20_000
/** On a machine that is busy with other things fewer are filed: the bench ends in any case. */
const longestMs = 90_000

/** From the answer to a filing until the deadline's row stands in the table of `reminders`. */
export async function consumerRow(desk: Desk): Promise<Figure[]> {
  const call = caller(desk.frontDoor, tokenOf(desk))
  const client = documents(new DynamoDBClient(sdk(desk.endpoint)))
  const asked = { procedure: '2.000815', channel: 'DESK', receivingPoint: desk.receivingPoint, files: [] } as const
  const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Thử' }
  const took: number[] = []
  const end = performance.now() + longestMs
  let begun = 0
  const worker = async () => {
    while (begun < filings && performance.now() < end) {
      begun += 1
      const { code } = await file(call, 'clerk', { ...asked, files: [], applicant })
      took.push(await untilThere(client, { pk: `DEADLINE#${code}`, sk: 'HEAD' }))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  const sorted = ascending(took)
  const inMs = (share: number) => percentile(sorted, share).toFixed(0)
  const note = `p50 ${inMs(0.5)}, p90 ${inMs(0.9)}, max ${inMs(1)} ms; ${took.length} filings, ${atOnce} at once, asked every ${pollEveryMs} ms`
  return [reached('consumer-row', percentile(sorted, 0.99) / 1000, note)]
}

/** Milliseconds until the item is there. */
async function untilThere(client: ReturnType<typeof documents>, Key: Record<string, string>): Promise<number> {
  const began = performance.now()
  for (;;) {
    const { Item } = await client.send(new GetCommand({ TableName: 'motcua-reminders', Key }))
    const passed = performance.now() - began
    if (Item || passed > patienceMs) return passed
    await new Promise((resume) => setTimeout(resume, pollEveryMs))
  }
}
