import { describe, expect, it } from 'vitest'
import { acknowledged } from '../../infra/acknowledged.ts'
import { findings, open, stale } from './nag.ts'

const found = findings()

describe('what cdk-nag says of the templates of production', () => {
  it('is asked of the rules of AwsSolutions and of Serverless', () => {
    expect(new Set(found.map(({ rule }) => rule.split('-')[0]))).toEqual(new Set(['AwsSolutions', 'Serverless']))
  })

  it('is mended, or acknowledged there', () => {
    expect(open(found)).toEqual([])
  })

  it('is acknowledged no longer than it is said', () => {
    expect(stale(found)).toEqual([])
  })

  it('is acknowledged with a reason, at places that are named', () => {
    for (const { reason, where } of acknowledged) {
      expect(reason.length).toBeGreaterThan(40)
      expect(where.filter((each) => !each.startsWith('motcua-'))).toEqual([])
    }
  })

  it('would be found anew on a resource that nobody has looked at', () => {
    const another = { rule: 'AwsSolutions-S1', named: '', path: 'motcua-dossiers-data/Exports/Resource' }
    expect(open([...found, another])).toEqual([another])
    const wider = {
      rule: 'AwsSolutions-IAM5',
      named: 'Action::s3:*',
      path: 'motcua-attachments/api-role/DefaultPolicy/Resource',
    }
    expect(open([...found, wider])).toEqual([wider])
  })
})
