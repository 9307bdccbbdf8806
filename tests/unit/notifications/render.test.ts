import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { samples } from '../../../docs/preview-mail/samples.ts'
import { type Facts, hoursText } from '../../../functions/notifications/facts.ts'
import { mail } from '../../../functions/notifications/render.ts'
import { newestVersion, type TemplateName, templates } from '../../../functions/notifications/templates.ts'
import { longest } from './longest.ts'

const all = templates.map(({ name, version, reader }) => ({ name, version, reader }))
const toStaff = all.filter(({ reader }) => reader === 'STAFF')
const toOutsiders = all.filter(({ reader }) => reader !== 'STAFF')
const golden = fileURLToPath(new URL('golden', import.meta.url))
const newest = (name: TemplateName, facts: Facts) => mail(name, newestVersion(name), facts)
/** What every text can do without. */
const scarce = (name: TemplateName): Facts => {
  const { officer: _, unit: __, ...facts } = samples[name]
  return { ...facts, point: { ...facts.point, hotline: undefined } }
}

describe('a mail', () => {
  it.each(all)('$name $version reads as the golden files; a text that was sent is not changed', async (one) => {
    const { subject, text, html } = mail(one.name, one.version, samples[one.name])
    await expect(`${subject}\n\n${text}`).toMatchFileSnapshot(`golden/${one.name}.${one.version}.txt`)
    await expect(html).toMatchFileSnapshot(`golden/${one.name}.${one.version}.html`)
  })

  it('has no golden file of a template that is not there', () => {
    const kinds = ({ reader }: { reader: string }) =>
      reader === 'STAFF' ? ['html', 'txt'] : ['html', 'sms.txt', 'txt']
    const files = all.flatMap((one) => kinds(one).map((kind) => `${one.name}.${one.version}.${kind}`))
    expect(readdirSync(golden).toSorted()).toEqual(files.toSorted())
  })

  it.each(all)('$name $version leaves no placeholder behind, with all facts or the fewest', ({ name, version }) => {
    for (const facts of [samples[name], scarce(name)]) {
      const { subject, text, html } = mail(name, version, facts)
      for (const written of [subject, text, html]) expect(written).not.toMatch(/[{}]|undefined/)
    }
  })

  it.each([
    ...['due-soon', 'due', 'overdue', 'accepted', 'deadline-changed', 'late'].map((name) => [name, 'dueAt']),
    ...['feedback-due-soon', 'feedback-due', 'feedback-overdue', 'feedback-late'].map((name) => [name, 'dueAt']),
    ...['feedback-due-soon', 'feedback-due', 'feedback-overdue'].map((name) => [name, 'toDo']),
    ['overdue', 'overdueDays'],
    ['feedback-overdue', 'overdueDays'],
    ['webhook-disabled', 'host'],
    ['webhook-disabled', 'reason'],
  ] as [TemplateName, keyof Facts][])('%s is not written without %s', (name, fact) => {
    expect(() => newest(name, { ...samples[name], [fact]: undefined })).toThrow(`needs ${fact}`)
  })

  it.each(all)('$name $version has a subject of one line and at most 90 characters', ({ name, version }) => {
    const { subject } = mail(name, version, longest(name))
    expect(subject).not.toMatch(/\s{2}|[\r\n]/)
    expect(subject.length).toBeLessThanOrEqual(90)
    expect(subject).toContain(longest(name).code)
  })

  it.each(all)('$name $version names the message and has the link on a line of its own', ({ name, version }) => {
    const facts = samples[name]
    const lines = mail(name, version, facts).text.split('\n')
    expect(lines).toContain(facts.link)
    expect(lines).toContain(`Mã thư: ${facts.message}`)
  })

  it('takes facts as they are, braces and all', () => {
    const facts = { ...samples.accepted, agency: 'Phường {code} $& $1' }
    expect(newest('accepted', facts).text).toContain('\nPhường {code} $& $1\n')
  })
})

describe('a mail about what only leaders may know', () => {
  const toAuthors = all.filter(({ reader }) => reader === 'AUTHOR')
  const desk = [samples.accepted.point.name, samples.accepted.point.hotline ?? '', 'liên hệ', 'nơi tiếp nhận']
  const written = (name: TemplateName, restricted?: true) => {
    const { subject, text, html } = newest(name, { ...samples[name], ...(restricted ? { restricted } : {}) })
    return `${subject} ${text} ${html}`
  }

  it.each(toAuthors)('$name sends nobody to the desk, which must not hear of it', ({ name }) => {
    for (const word of desk) expect(written(name, true)).not.toContain(word)
    expect(written(name)).toContain(desk[0])
  })

  it.each(toAuthors)('$name says the same else, so that it shows to nobody what it is about', ({ name }) => {
    const told = newest(name, { ...samples[name], restricted: true }).text
    const usual = newest(name, samples[name]).text.split('\n')
    expect(told.split('\n').filter((line) => !usual.includes(line))).toEqual([])
  })

  it.each(['feedback-due-soon', 'feedback-due', 'feedback-overdue'] as const)('%s says who may read it', (name) => {
    expect(written(name, true)).toContain('Chỉ lãnh đạo được xem nội dung này')
    expect(written(name)).not.toContain('lãnh đạo được xem')
  })

  it.each(all.filter(({ name }) => name.startsWith('feedback-') || name.startsWith('denunciation-')))(
    '$name never says what kind it is of',
    ({ name }) => {
      expect(written(name, true)).not.toMatch(/tố cáo|khiếu nại|thụ lý|denunciation|complaint/i)
    },
  )
})

describe('a mail as HTML', () => {
  it('escapes what it is told', () => {
    const point = { ...samples.accepted.point, name: `<b>&"'</b>` }
    const { html, text } = newest('accepted', { ...samples.accepted, point, link: 'https://desk.example.vn/?a=1&b="2' })
    expect(html).toContain('<strong>&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;</strong>')
    expect(html).toContain('<a href="https://desk.example.vn/?a=1&amp;b=&quot;2"')
    expect(html).not.toContain('<b>')
    expect(text).toContain(`Nơi tiếp nhận: <b>&"'</b>`)
  })

  it.each(all)('$name $version loads nothing and runs nothing', ({ name, version }) => {
    const { html } = mail(name, version, samples[name])
    expect(html).not.toMatch(/<(script|img|style|link|iframe|form|input)|src=|url\(|@import|\son[a-z]+=/i)
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, address]) => address)
    expect(new Set(links)).toEqual(new Set([samples[name].link]))
  })

  it('has the link as a button and as text to read', () => {
    const { html } = newest('due', samples.due)
    expect(html).toMatch(new RegExp(`<a href="${samples.due.link}" style="[^"]*">Mở hồ sơ</a>`))
    expect(html).toContain(`<a href="${samples.due.link}">${samples.due.link}</a>`)
  })

  it('says nothing of colour but where it says both colours, so that a dark screen stays readable', () => {
    for (const { name, version } of all) {
      const styles = mail(name, version, samples[name]).html.matchAll(/style="([^"]*)"/g)
      for (const [, style = ''] of styles) expect(/[^-]color:/.test(style)).toBe(style.includes('background-color:'))
    }
  })

  it.each(toOutsiders)('$name $version is Vietnamese first, then English', ({ name, version }) => {
    const { html, text } = mail(name, version, samples[name])
    expect(html).toContain('<html lang="vi">')
    const places = ['<div lang="vi">', 'Kính gửi ông/bà', '<div lang="en">', 'Dear Sir'].map((part) =>
      html.indexOf(part),
    )
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places).not.toContain(-1)
    expect(text.indexOf('Kính gửi')).toBeLessThan(text.indexOf('Dear Sir'))
  })
})

describe('a mail to staff', () => {
  it.each(toStaff)('$name $version says first why it comes to somebody else', ({ name, version }) => {
    const text = (remark?: Facts['remark']) => mail(name, version, { ...samples[name], remark }).text.split('\n\n')[1]
    expect(text('NO_OFFICER')).toContain('chưa có cán bộ phụ trách nào nhận được thư')
    for (const remark of ['NO_LEADER', 'NO_OWN_LEADER'] as const) {
      expect(text(remark)).toContain(`${samples[name].agency} chưa có lãnh đạo nào nhận được thư`)
    }
    expect(text()).toContain(samples[name].code)
  })

  it('says that nobody is in charge where nobody is', () => {
    expect(newest('overdue', { ...samples.overdue, officer: undefined }).text).toContain(
      'Cán bộ phụ trách: chưa phân công',
    )
  })

  it('about the same dossier is another one each day', () => {
    const next = { ...samples.overdue, at: '2026-12-03T01:00:00.000Z', overdueDays: 2 }
    const [first, second] = [newest('overdue', samples.overdue), newest('overdue', next)]
    expect(second.subject).not.toBe(first.subject)
    expect(second.text).not.toBe(first.text)
  })
})

describe('a mail about a feedback', () => {
  const about = all.filter(({ name }) => name.startsWith('feedback-') || name === 'denunciation-received')

  it.each(about)('$name $version has no word of what kind it is, nor of a dossier', ({ name, version }) => {
    const { subject, text } = mail(name, version, samples[name])
    const own = [subject, text.replaceAll('Bộ phận Một cửa', '')].join('\n')
    expect(own).not.toMatch(/tố cáo|khiếu nại|phản ánh|kiến nghị|hồ sơ|denounce|denunciation|complain|dossier/i)
  })

  it.each(about)('$name $version leads to its own page: of staff, or where its author shows his code', (one) => {
    const { text } = mail(one.name, one.version, samples[one.name])
    const page = one.reader === 'STAFF' ? 'feedback/' : 'feedback-lookup?id='
    expect(text).toContain(`https://desk.example.vn/${page}7K3M9QX2VA`)
    if (one.reader === 'AUTHOR') expect(text).toContain('số ý kiến và mã bí mật đã được cấp')
  })

  it('says to staff what is to be done', () => {
    const says = (toDo: Facts['toDo']) => newest('feedback-due', { ...samples['feedback-due'], toDo }).text
    expect(says('ANSWER')).toContain('Việc phải làm: xem xét và trả lời')
    expect(says('PUBLISH')).toContain('Việc phải làm: đăng công khai nội dung trả lời')
  })
})

describe('a mail about a webhook', () => {
  it('says which host gets nothing any more, why, since when, and what to do; and needs no receiving point', () => {
    const { text } = newest('webhook-disabled', { ...samples['webhook-disabled'], point: undefined })
    for (const said of ['city.example.org', 'quá lâu', '2xx', '“resume”', '30 ngày']) expect(text).toContain(said)
    expect(newest('webhook-disabled', { ...samples['webhook-disabled'], reason: 'GONE' }).text).toContain('(410)')
  })
})

describe('personal data of the applicant', () => {
  it('can’t reach a mail: no fact is of him, and what else is handed over stays out', () => {
    // @ts-expect-error: Facts has no such field
    const told: Facts = { ...samples.accepted, applicant: 'canary' }
    const strange = { ...told, name: 'canary', phone: 'canary', email: 'canary', idNumber: 'canary', contact: 'canary' }
    for (const { name, version } of all) {
      const { subject, text, html } = mail(name, version, { ...strange, ...samples[name] })
      for (const written of [subject, text, html]) expect(written).not.toContain('canary')
    }
  })
})

describe('office hours', () => {
  it('are written session by session', () => {
    const morning = { from: '07:30', to: '11:30' }
    expect(hoursText([morning, { from: '13:30', to: '17:00' }])).toBe('07:30–11:30, 13:30–17:00')
    expect(hoursText([morning])).toBe('07:30–11:30')
  })
})
