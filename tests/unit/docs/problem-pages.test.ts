import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { problemPages } from '../../../docs/generate/problem-pages.ts'
import sandbox from '../../../docs/problems/sandbox.json' with { type: 'json' }
import texts from '../../../docs/problems/texts.json' with { type: 'json' }
import { problems } from '../../../shared/problems/problems.ts'

const pages = problemPages()
const all = { ...problems, ...sandbox }
const names = Object.keys(all)

/** The problems that the local front door makes itself, as its code names them. */
const ofTheFrontDoor = globSync('infra/local/*.ts').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/new Problem\(\s*\d+,\s*'([^']+)'/g)].map(([, name = '']) => name),
)

describe('the pages of the problems', () => {
  it('are one for each problem, and none besides', () => {
    expect(Object.keys({ ...texts, ...sandbox }).toSorted()).toEqual(names.toSorted())
    expect([...pages.keys()].toSorted()).toEqual([...names, 'index'].toSorted())
  })

  it('are also there for what only the local front door says', () => {
    expect(ofTheFrontDoor).toContain('clock-body')
    expect(names).toEqual(expect.arrayContaining(ofTheFrontDoor))
    for (const name of Object.keys(sandbox)) expect(ofTheFrontDoor).toContain(name)
  })

  it.each(Object.entries(all))('%s tells meaning and remedy, Vietnamese first', (name, { status, vi, en }) => {
    const page = pages.get(name) ?? ''
    expect(page).toContain(`<code>/problems/${name}</code>`)
    expect(page).toContain(`HTTP ${status}`)
    const told = [vi, 'Ý nghĩa', 'Ứng dụng cần làm gì', en, 'What it means', 'What a client does']
    const places = told.map((words) => page.indexOf(`>${words}<`))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places).not.toContain(-1)
  })

  it('have no empty text', () => {
    for (const { means, do: remedy } of Object.values({ ...texts, ...sandbox })) {
      for (const text of [means, remedy].flatMap(({ vi, en }) => [vi, en])) expect(text.length).toBeGreaterThan(20)
    }
  })

  it('are all linked from the list', () => {
    for (const name of names) expect(pages.get('index')).toContain(`<a href="/problems/${name}">`)
  })

  it('work without scripts and load nothing', () => {
    for (const page of pages.values())
      expect(page).not.toMatch(/<script|<link (?!rel="icon" href="data:,")|<img|src=|https?:/)
  })
})
