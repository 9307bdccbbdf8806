import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Facts, Remark } from '../functions/notifications/facts.ts'
import { remarks } from '../functions/notifications/frames.ts'
import { mail, sms } from '../functions/notifications/render.ts'
import { type Template, type TemplateName, templates } from '../functions/notifications/templates.ts'
import { samples } from './preview-mail/samples.ts'

const folder = fileURLToPath(new URL('../.local/mail', import.meta.url))
const keep = (file: string, content: string) => writeFileSync(join(folder, file), content)

/** With a remark the official is not there, which is why there is one. */
const sample = (name: TemplateName, remark?: Remark): Facts =>
  remark ? { ...samples[name], officer: undefined, remark } : samples[name]

/** Writes one mail as a mail program gets it, and its row of the list. */
function write(file: string, name: TemplateName, version: number, remark?: Remark): string {
  const { subject, text, html } = mail(name, version, sample(name, remark))
  keep(`${file}.html`, html)
  keep(`${file}.txt`, `${subject}\n\n${text}`)
  return `<li>${subject}<br><a href="${file}.html">${file}.html</a> · <a href="${file}.txt">txt</a>`
}

function preview({ name, version, reader }: Template): string[] {
  const file = `${name}.${version}`
  if (reader === 'STAFF') {
    const others = Object.keys(remarks) as Remark[]
    return [write(file, name, version), ...others.map((remark) => write(`${file}.${remark}`, name, version, remark))]
  }
  const row = write(file, name, version)
  const message = sms(name, version, samples[name])
  keep(`${file}.sms.txt`, `${message}\n`)
  return [`${row} · <a href="${file}.sms.txt">SMS (${message.length})</a>`]
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const rows = templates.flatMap(preview)
keep(
  'index.html',
  `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Thư và tin nhắn</title>
<h1>Thư và tin nhắn <span lang="en">(mails and SMS)</span></h1>
<ul>
${rows.join('\n')}
</ul>
</html>
`,
)
console.log(`${rows.length} mails with their texts and SMS: ${join(folder, 'index.html')}`)
