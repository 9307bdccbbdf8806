import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { smsOutbox } from '../../../shared/sms/outbox.ts'
import { smsContract } from './contract.ts'

const at = '2026-11-26T01:00:00.000Z'
function opened() {
  const folder = join(mkdtempSync(join(tmpdir(), 'motcua-sms-')), 'not-there-yet')
  return { folder, port: smsOutbox(folder, () => at) }
}

smsContract('the file outbox', async () => {
  const { folder, port } = opened()
  const sent = async () => {
    try {
      return readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    } catch {
      return []
    }
  }
  return { port, sent }
})

describe('The file outbox', () => {
  it('writes one file per message, named by its id, and leaves no draft behind', async () => {
    const { folder, port } = opened()
    const message = { id: 'A'.repeat(26), to: '+84912345678', text: 'Xin chao' }
    expect(await port.send(message)).toEqual({ providerId: `outbox:${message.id}`, final: true })
    expect(readdirSync(folder)).toEqual([`${message.id}.json`])
    expect(JSON.parse(readFileSync(join(folder, `${message.id}.json`), 'utf8'))).toEqual({ ...message, at })
  })
})
