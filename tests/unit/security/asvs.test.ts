import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const page = readFileSync(join(root, 'docs/security/asvs.md'), 'utf8')
const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts)

const rows = page
  .split('\n')
  .filter((line) => /^\| V\d/.test(line))
  .map((line) => line.slice(2, -2).split(' | '))
  .map(([id = '', level = '', asked = '', state = '', by = '']) => ({ id, level, asked, state, by }))

/** How many requirements levels 1 and 2 of version 5.0.0 have in each chapter, without the last one, WebRTC. */
const chapters = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16]

/** A test by its file and title, a page of ours, or a command. */
function isThere(by: string): boolean {
  const command = /^npm run (\S+)/.exec(by)?.[1]
  if (command !== undefined) return scripts.includes(command)
  const [file = '', ...title] = by.split(': ')
  if (!existsSync(join(root, file))) return false
  if (file.startsWith('docs/')) return true
  return title.length > 0 && readFileSync(join(root, file), 'utf8').includes(title.join(': '))
}

describe('the ASVS page', () => {
  it('has each requirement of levels 1 and 2 once', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    const counted = chapters.map((_, n) => rows.filter(({ id }) => id.startsWith(`V${n + 1}.`)).length)
    expect(counted).toEqual(chapters)
    expect(rows).toHaveLength(246)
  })

  it('says of each what is asked, and whether it is kept', () => {
    const empty = rows.filter(({ level, asked, state, by }) => {
      return !/^[12]$/.test(level) || asked === '' || by === '' || !['pass', 'n.a.', 'open'].includes(state)
    })
    expect(empty).toEqual([])
  })

  it('names for what is kept a test that is there', () => {
    const missing = rows.filter(({ state, by }) => state === 'pass' && !isThere(by)).map(({ id, by }) => `${id} ${by}`)
    expect(missing).toEqual([])
  })

  it('names no file of tests that is not there, also where nothing is held', () => {
    const named = rows.flatMap(({ by }) => by.match(/tests\/[\w/.-]+\.ts/g) ?? [])
    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })
})
