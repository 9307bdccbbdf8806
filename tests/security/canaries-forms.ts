import { searchKey } from '../../shared/vietnamese/search.ts'

/** Base64 of a text wherever it stands in what was encoded: at each of the three places that a group may begin. */
function base64s(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8')
  return [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    // The first and the last signs depend on the neighbours.
    const own = padded.replace(/=+$/, '').slice(before === 0 ? 0 : before + 1)
    const certain = own.slice(0, own.length - (own.length > 12 ? 2 : 0))
    return [certain, certain.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

/** A telephone number as people and programs write it. */
function phones(text: string): string[] {
  const digits = /^(?:\+84|0)(\d{9})$/.exec(text)?.[1]
  if (digits === undefined) return []
  const [a, b, c] = [digits.slice(0, 2), digits.slice(2, 5), digits.slice(5)]
  return [`0${digits}`, `84${digits}`, ...[' ', '.', '-'].map((between) => `${a}${between}${b}${between}${c}`)]
}

const escaped = (text: string) =>
  JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Everything that tells the value: as it is, composed and not, in either case, without marks, and encoded. */
export function formsOf(value: string): string[] {
  const spelled = [
    value,
    value.normalize('NFD'),
    value.toUpperCase(),
    value.toLowerCase(),
    searchKey(value),
    searchKey(value).toUpperCase(),
    ...phones(value),
  ]
  const written = new Set(spelled)
  const latin = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
  const encoded = [...written].flatMap((text) => [
    ...base64s(text),
    encodeURIComponent(text),
    encodeURIComponent(text).replaceAll('%20', '+'),
    escaped(text),
    Buffer.from(text, 'utf8').toString('hex'),
    latin(text),
  ])
  return [...new Set([...written, ...encoded])].filter((form) => form.length >= 6)
}
