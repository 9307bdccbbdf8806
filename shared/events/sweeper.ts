import { now as clockNow } from '../clock/clock.ts'
import type { Table } from '../dynamodb/client.ts'
import { type Due, sweep } from '../dynamodb/due.ts'

/**
 * The function that a schedule calls every minute: hands on what is due, writes one line, and fails when something could
 * not be handled, so that the alarm for its errors rings; what failed is due again at the next call.
 */
export function sweeper(
  service: string,
  table: Table,
  handle: (due: Due) => Promise<unknown>,
  now: () => string = clockNow,
  write: (line: string) => void = console.log,
) {
  return async (): Promise<{ due: number }> => {
    const began = now()
    const { due, failed, hours } = await sweep(table, began, handle)
    const faults = failed.map(({ subject, at, error }) => ({ subject, at, error: error.name, stack: error.stack }))
    write(JSON.stringify({ sweep: service, began, due, hours, failed: faults }))
    if (failed.length > 0) throw new Error(`${failed.length} of ${due} could not be handled and are due again`)
    return { due }
  }
}
