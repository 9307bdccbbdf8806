import { describe, expect, it } from 'vitest'
import { matterOf } from '../../../functions/notifications/matters.ts'
import type { ApplicantTemplate, AuthorTemplate, Block, Template } from '../../../functions/notifications/templates.ts'
import { newestVersion, template, templates } from '../../../functions/notifications/templates.ts'

const forStaff = templates.filter(({ reader }) => reader === 'STAFF')
const forAuthors = templates.filter((one): one is Template & AuthorTemplate => one.reader === 'AUTHOR')
const reminders = forStaff.filter((one) => matterOf(one) !== 'WEBHOOK')
const forApplicants = templates.filter((one): one is Template & ApplicantTemplate => one.reader === 'APPLICANT')
const named = (some: Template[]) => some.map((one) => [`${one.name} ${one.version}`, one] as const)
const words = (blocks: readonly Block[]) => JSON.stringify(blocks)
const placeholders = (blocks: readonly Block[]) =>
  [...words(blocks).matchAll(/\{[^{}]+\}/g)].map(([found]) => found).toSorted()

describe('the templates', () => {
  it('are these', () => {
    const names = (some: Template[]) => [...new Set(some.map(({ name }) => name))].toSorted()
    expect(names(forStaff)).toEqual([
      ...['denunciation-received', 'due', 'due-soon', 'feedback-due', 'feedback-due-soon', 'feedback-overdue'],
      ...['overdue', 'webhook-disabled'],
    ])
    expect(names([...forAuthors])).toEqual([
      ...['feedback-answered', 'feedback-forwarded', 'feedback-info-requested', 'feedback-late'],
      ...['feedback-received', 'feedback-rejected'],
    ])
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

describe('a mail to staff', () => {
  it.each(named(reminders))('%s names its own day, the code and the due date, and is in Vietnamese', (_, one) => {
    expect(placeholders(one.vi)).toEqual(expect.arrayContaining(['{code}', '{dueAt}']))
    expect(words(one.vi)).toMatch(/\{(at|date|day)\}/)
    expect('en' in one).toBe(false)
  })

  it('of what is overdue names the officer, the days, and what he can do', () => {
    const text = words(template('overdue', newestVersion('overdue')).vi)
    expect(text).toContain('quá hạn {overdueDays} ngày làm việc, tính đến ngày {day}')
    for (const said of ['{officer|', 'đôn đốc', 'gia hạn, nêu rõ lý do', 'xin lỗi']) expect(text).toContain(said)
  })
})

describe('a notice to the applicant or the author', () => {
  it.each(named([...forApplicants, ...forAuthors]))(
    '%s says when it happened and what he does next, in both languages',
    (_, one) => {
      const { vi, en } = one as ApplicantTemplate | AuthorTemplate
      expect(words(vi)).toContain('Việc cần làm: ')
      expect(words(en)).toContain('What to do: ')
      expect(placeholders(vi)).toEqual(expect.arrayContaining(['{at}', '{code}']))
      expect(placeholders(en)).toEqual(placeholders(vi))
      expect(en).toHaveLength(vi.length)
    },
  )

  it.each(['late', 'feedback-late'] as const)(
    '%s apologises in both languages and names no day that nobody knows',
    (name) => {
      const { vi, en, sms } = template(name, newestVersion(name)) as ApplicantTemplate | AuthorTemplate
      expect([words(vi), words(en), sms]).toEqual([
        expect.stringContaining('xin lỗi'),
        expect.stringContaining('apologise'),
        expect.stringContaining('Xin loi'),
      ])
      expect(placeholders(vi).filter((one) => /At|at/.test(one))).toEqual(['{at}', '{dueAt}'])
    },
  )
})
