import { describe, expect, it } from 'vitest'
import type { ApplicantTemplate, Block, Template } from '../../../functions/notifications/templates.ts'
import { newestVersion, template, templates } from '../../../functions/notifications/templates.ts'

const forStaff = templates.filter(({ reader }) => reader === 'STAFF')
const forApplicants = templates.filter((one): one is Template & ApplicantTemplate => one.reader === 'APPLICANT')
const named = (some: Template[]) => some.map((one) => [`${one.name} ${one.version}`, one] as const)
const words = (blocks: readonly Block[]) => JSON.stringify(blocks)
const placeholders = (blocks: readonly Block[]) =>
  [...words(blocks).matchAll(/\{[^{}]+\}/g)].map(([found]) => found).toSorted()

describe('the templates', () => {
  it('are these', () => {
    const names = (some: Template[]) => [...new Set(some.map(({ name }) => name))].toSorted()
    expect(names(forStaff)).toEqual(['due', 'due-soon', 'overdue'])
    expect(names([...forApplicants])).toEqual([
      ...['accepted', 'deadline-changed', 'fee-requested', 'late'],
      ...['refused', 'result-ready', 'stopped', 'supplement-received', 'supplement-requested'],
    ])
  })

  it('number their versions from 1 without a gap', () => {
    for (const name of new Set(templates.map((one) => one.name))) {
      const versions = templates.filter((one) => one.name === name).map(({ version }) => version)
      expect(versions.toSorted((a, b) => a - b)).toEqual(versions.map((_, index) => index + 1))
    }
  })

  it.each(named([...templates]))('%s cites no law', (_, one) => {
    expect(JSON.stringify(one)).not.toMatch(/luật|nghị định|thông tư|quyết định số|điều \d|decree|circular|\blaw\b/i)
  })
})

describe('an older version', () => {
  const [first] = forStaff as [Template]
  const second: Template = { ...first, version: 2, subject: 'another {code}' }

  it('stays, and new messages take the newest', () => {
    const among = [second, first]
    expect(newestVersion(first.name, among)).toBe(2)
    expect(template(first.name, 1, among)).toBe(first)
    expect(template(first.name, 2, among)).toBe(second)
  })

  it('is refused when there is none', () => {
    expect(() => template(first.name, 99)).toThrow(new RangeError(`there is no template ${first.name} of version 99`))
  })
})

describe('a reminder', () => {
  it.each(named(forStaff))('%s names its own day, the code and the due date, and is in Vietnamese', (_, one) => {
    expect(placeholders(one.vi)).toEqual(expect.arrayContaining(['{code}', '{dueAt}']))
    expect(words(one.vi)).toMatch(/\{(at|date|day)\}/)
    expect('en' in one).toBe(false)
  })

  it('to the leader names the officer, the days, and what he can do', () => {
    const text = words(template('overdue', newestVersion('overdue')).vi)
    expect(text).toContain('quá hạn {overdueDays} ngày làm việc, tính đến ngày {day}')
    for (const said of ['{officer|', 'đôn đốc', 'gia hạn, nêu rõ lý do', 'xin lỗi']) expect(text).toContain(said)
  })
})

describe('a notice to the applicant', () => {
  it.each(named([...forApplicants]))('%s says when it happened and what he does next, in both languages', (_, one) => {
    const { vi, en } = one as ApplicantTemplate
    expect(words(vi)).toContain('Việc cần làm: ')
    expect(words(en)).toContain('What to do: ')
    expect(placeholders(vi)).toEqual(expect.arrayContaining(['{at}', '{code}']))
    expect(placeholders(en)).toEqual(placeholders(vi))
    expect(en).toHaveLength(vi.length)
  })

  it('about a late result apologises in both languages and names no day that nobody knows', () => {
    const { vi, en, sms } = template('late', newestVersion('late')) as ApplicantTemplate
    expect([words(vi), words(en), sms]).toEqual([
      expect.stringContaining('xin lỗi'),
      expect.stringContaining('apologise'),
      expect.stringContaining('Xin loi'),
    ])
    expect(placeholders(vi).filter((name) => /At|at/.test(name))).toEqual(['{at}', '{dueAt}'])
  })
})
