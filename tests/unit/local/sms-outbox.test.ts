import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSms } from '../../../infra/local/sms-outbox.ts'

describe('the SMS of the sandbox', () => {
  it('are none before the first one is sent', () => {
    expect(readSms(join(tmpdir(), 'no-such-folder'))).toEqual([])
  })

  it('are shown oldest first, without the one that is being written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sms-'))
    const sms = (id: string, at: string) => ({ id, to: '+84912345678', text: 'Ho so da tiep nhan', at })
    const [late, early] = [sms('a', '2026-11-26T02:00:00Z'), sms('b', '2026-11-26T01:00:00Z')]
    for (const each of [late, early]) writeFileSync(join(folder, `${each.id}.json`), JSON.stringify(each))
    writeFileSync(join(folder, '.c.json'), '{"id": "c", "to"')
    expect(readSms(folder)).toEqual([early, late])
  })
})
