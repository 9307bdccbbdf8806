import { describe, expect, it } from 'vitest'
import type { Dossier } from '../../../functions/dossiers/dossier.ts'
import { allStatuses } from '../../../functions/dossiers/status.ts'
import { fileRejected, noticeFailed, taskName } from '../../../functions/dossiers/tasks.ts'
import { accepted } from './sample.ts'

const system = { id: 'someone', role: 'system' }
const bounced = (notification: string) => ({ notification, to: 'APPLICANT', reason: 'BOUNCED' })
const names = ({ tasks = [] }: Dossier) => tasks.map(taskName)

describe('a task', () => {
  it('is raised once for a file that can’t be used', () => {
    const first = fileRejected(accepted(), 'f0', 'EMPTY', system)
    expect(first).toMatchObject({ event: 'dossier.noted', raises: 'f0' })
    expect(first?.dossier.tasks).toEqual([{ kind: 'ATTACHMENT_REJECTED', attachment: 'f0', reason: 'EMPTY' }])
    expect(fileRejected(first?.dossier ?? accepted(), 'f0', 'EMPTY', system)).toBeUndefined()
  })

  it('is raised once for a notice that reached nobody, in every status', () => {
    for (const status of allStatuses) {
      const before = accepted({ status })
      const first = noticeFailed(before, bounced('m0'), system)
      expect(first).toMatchObject({ event: 'dossier.noted', raises: 'm0', dossier: { status } })
      expect(first?.dossier.tasks).toEqual([{ kind: 'NOTICE_FAILED', ...bounced('m0') }])
      expect(noticeFailed(first?.dossier ?? before, bounced('m0'), system)).toBeUndefined()
    }
  })

  it('is kept while newer ones of its kind are few: the head has five files and three notices', () => {
    let dossier = accepted()
    for (let n = 0; n < 7; n += 1) {
      dossier = fileRejected(dossier, `f${n}`, 'EMPTY', system)?.dossier ?? dossier
      dossier = noticeFailed(dossier, bounced(`m${n}`), system)?.dossier ?? dossier
    }
    expect(names(dossier).sort()).toEqual(['f2', 'f3', 'f4', 'f5', 'f6', 'm4', 'm5', 'm6'])
  })
})
