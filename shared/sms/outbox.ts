import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkShortMessage, type SmsPort } from './port.ts'

/**
 * The local adapter: one JSON file per message in a folder, named by its id and put there whole by a rename.
 * It has nobody to report to, so what it took is delivered.
 */
export function smsOutbox(folder: string, now: () => string): SmsPort {
  return {
    async send(message) {
      checkShortMessage(message)
      const { id, to, text } = message
      const taken = { providerId: `outbox:${id}`, final: true }
      const file = join(folder, `${id}.json`)
      if (existsSync(file)) return taken
      mkdirSync(folder, { recursive: true })
      const draft = join(folder, `.${id}.${process.pid}`)
      writeFileSync(draft, `${JSON.stringify({ id, to, text, at: now() }, null, 2)}\n`)
      renameSync(draft, file)
      return taken
    },
  }
}
