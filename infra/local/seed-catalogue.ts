import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './aws.ts'
import type { Send } from './seed-call.ts'

const folder = join(root, 'functions', 'procedures', 'seed')

type CalendarSeed = { id: string; version: number }
type ProcedureSeed = { code: string }

/** Publishes the calendar, then every procedure, of the files that the service of procedures brings along. */
export async function seedCatalogue(send: Send): Promise<void> {
  const records = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as CalendarSeed | ProcedureSeed)
  const procedures = records.filter((record): record is ProcedureSeed => 'code' in record)
  const calendars = records.filter((record): record is CalendarSeed => !('code' in record))
  // The service numbers the versions itself.
  for (const { id, version: _version, ...body } of calendars) await send('POST', `/v1/calendars/${id}/versions`, body)
  for (const { code, ...body } of procedures) await send('POST', `/v1/procedures/${code}/versions`, body)
}
