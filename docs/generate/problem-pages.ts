import { problems } from '../../shared/problems/problems.ts'
import sandbox from '../problems/sandbox.json' with { type: 'json' }
import texts from '../problems/texts.json' with { type: 'json' }

interface Both {
  vi: string
  en: string
}

/** What is written of a problem in docs/problems/texts.json. */
interface Text {
  means: Both
  do: Both
  members?: Record<string, Both>
  headers?: Record<string, Both>
}

const headings = {
  vi: { means: 'Ý nghĩa', do: 'Ứng dụng cần làm gì', members: 'Trường riêng', headers: 'Tiêu đề HTTP' },
  en: { means: 'What it means', do: 'What a client does', members: 'Members of its own', headers: 'HTTP headers' },
}
const style =
  'body{font:1rem/1.6 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}' +
  'h1{line-height:1.3}dt{font-weight:600}section+section{border-top:1px solid #767676;margin-top:2rem}a{color:#0b57a4}'

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
/** Escaped, with what stands in backticks as code. */
const prose = (text: string) => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>')

const page = (title: string, content: string) => `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>${escaped(title)}</title>
<style>${style}</style>
${content}
</html>
`

/** Names and what they are, or nothing where there are none. */
function list(heading: string, named: Record<string, Both> | undefined, language: keyof Both): string {
  if (!named) return ''
  const rows = Object.entries(named).map(([name, text]) => `<dt><code>${name}</code><dd>${prose(text[language])}`)
  return `<h3>${heading}</h3>\n<dl>\n${rows.join('\n')}\n</dl>\n`
}

function section(title: string, text: Text, language: keyof Both): string {
  const words = headings[language]
  return `<section lang="${language}">
<h2>${escaped(title)}</h2>
<h3>${words.means}</h3>
<p>${prose(text.means[language])}</p>
<h3>${words.do}</h3>
<p>${prose(text.do[language])}</p>
${list(words.members, text.members, language)}${list(words.headers, text.headers, language)}</section>`
}

const onlyHere = ' · chỉ ở môi trường thử / only in the sandbox'

/**
 * The page behind each problem's `type`, and `index` with all of them: Vietnamese first, readable without scripts.
 * Those of the sandbox are what only the local front door says.
 */
export function problemPages(): Map<string, string> {
  const written: Record<string, Text> = { ...texts, ...sandbox }
  const pages = new Map<string, string>()
  const rows: string[] = []
  for (const [name, { status, vi, en }] of Object.entries({ ...problems, ...sandbox })) {
    const text = written[name]
    const where = name in sandbox ? onlyHere : ''
    if (!text) continue // tests/unit/docs says so
    pages.set(
      name,
      page(
        `${vi} (${name})`,
        `<h1><code>/problems/${name}</code></h1>
<p>HTTP ${status} · <code>application/problem+json</code>${where} · <a href="/problems">Tất cả / All</a></p>
${section(vi, text, 'vi')}
${section(en, text, 'en')}`,
      ),
    )
    rows.push(
      `<dt>${status} <a href="/problems/${name}"><code>${name}</code></a>${where}<dd>${vi}<br><span lang="en">${en}</span>`,
    )
  }
  return pages.set(
    'index',
    page('Các lỗi', `<h1>Các lỗi <span lang="en">(Problems)</span></h1>\n<dl>\n${rows.join('\n')}\n</dl>`),
  )
}
