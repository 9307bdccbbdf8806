import type { Language } from '../../shared/vietnamese/date-text.ts'
import { isList } from './fill.ts'
import type { Block } from './templates.ts'

/** A letter in one language, filled in. */
export interface Section {
  language: Language
  before: Block[]
  link: { address: string; button: string; orOpen: string }
  after: Block[]
  footer: string[]
}

/** A letter as plain text: nothing wrapped, the link on a line of its own. */
export function asText(sections: Section[]): string {
  const parts = sections.map(({ before, link, after, footer }) =>
    [...before.map(plain), `${link.orOpen}\n${link.address}`, ...after.map(plain), footer.join('\n')].join('\n\n'),
  )
  return `${parts.join('\n\n* * *\n\n')}\n`
}

function plain(block: Block): string {
  if (typeof block === 'string') return block
  if (isList(block)) return block.map((line) => `- ${line}`).join('\n')
  const rows = Object.entries(block).map(([label, value]) => `${label}: ${value}`)
  return rows.join('\n')
}

const font = 'font-family:Arial,Helvetica,sans-serif;font-size:17px;line-height:1.6'
const spaced = 'margin:0 0 16px'
// Both colours of the button are said; everything else has the reader's own, light or dark.
const button =
  'display:inline-block;padding:12px 24px;border-radius:4px;background-color:#0b4f9e;color:#ffffff;' +
  'font-weight:bold;text-decoration:none'

const characters: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => characters[character] ?? '')
const lines = (text: string) => escaped(text).replaceAll('\n', '<br>\n')

/**
 * A letter as HTML: one column, no images, scripts, style sheets or fonts to load. Mail programs drop styles that are not
 * at the element itself, and turn colours over in the dark.
 */
export function asHtml(title: string, sections: Section[]): string {
  const parts = sections.map(section).join('\n<hr style="margin:32px 0;border:0;border-top:1px solid #767676">\n')
  return `<!doctype html>
<html lang="${sections[0]?.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(title)}</title>
</head>
<body style="margin:0">
<div style="max-width:600px;margin:0 auto;padding:16px;${font}">
${parts}
</div>
</body>
</html>
`
}

function section({ language, before, link, after, footer }: Section): string {
  const address = escaped(link.address)
  return `<div lang="${language}">
${before.map(rich).join('\n')}
<p style="margin:24px 0"><a href="${address}" style="${button}">${escaped(link.button)}</a></p>
<p style="${spaced};overflow-wrap:anywhere">${escaped(link.orOpen)}<br>
<a href="${address}">${address}</a></p>
${after.map(rich).join('\n')}
<p style="margin:24px 0 0;font-size:15px">${lines(footer.join('\n'))}</p>
</div>`
}

function rich(block: Block): string {
  if (typeof block === 'string') return `<p style="${spaced}">${lines(block)}</p>`
  if (isList(block)) {
    const items = block.map((line) => `<li>${escaped(line)}</li>`)
    return `<ul style="${spaced};padding-left:24px">\n${items.join('\n')}\n</ul>`
  }
  // Lines, not a table: a table of two columns is too wide for a telephone and large letters.
  const rows = Object.entries(block).map(([label, value]) => `${escaped(label)}: <strong>${escaped(value)}</strong>`)
  return `<p style="${spaced}">${rows.join('<br>\n')}</p>`
}
