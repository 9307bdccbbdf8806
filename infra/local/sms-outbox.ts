import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Sms = { id: string; to: string; text: string; at: string }

/** Every SMS that notifications put into the folder in place of a provider, oldest first. */
export function readSms(folder: string): Sms[] {
  return filesIn(folder)
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Sms)
    .sort((a, b) => a.at.localeCompare(b.at))
}

/** What begins with a dot is being written; before the first SMS there is no folder. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.json') && !file.startsWith('.'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
