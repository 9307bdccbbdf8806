const combiningMarks = /\p{M}/gu
const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/g
const wordBreaks = /[^\p{L}\p{N}\p{M}]+/u

/** The key under which a text is searched (khóa tìm kiếm): no marks, đ as d, lower case, single spaces (domain.md §9). */
export function searchKey(text: string): string {
  return withStandardD(text)
    .normalize('NFD')
    .replace(combiningMarks, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC')
}

/**
 * Whether every word of the query begins a word of the text, in any order. A word typed with marks finds only those marks,
 * a word typed without finds both.
 */
export function matches(query: string, text: string): boolean {
  const candidates = words(text).map(spelling)
  return words(query)
    .map(spelling)
    .every((asked) => candidates.some((candidate) => begins(candidate, asked)))
}

type Spelling = { key: string; letters: string; tone: string; marked: boolean }

// The tone is taken out of the word, because both places of it are in use: hòa and hoà, thủy and thuỷ.
function spelling(word: string): Spelling {
  const decomposed = word.normalize('NFD')
  const letters = decomposed.replace(toneMarks, '').normalize('NFC')
  const tone = (decomposed.match(toneMarks) ?? []).join('')
  const key = searchKey(word)
  return { key, letters, tone, marked: tone !== '' || letters !== key }
}

function begins(candidate: Spelling, asked: Spelling): boolean {
  if (!asked.marked) return candidate.key.startsWith(asked.key)
  return candidate.letters.startsWith(asked.letters) && candidate.tone === asked.tone
}

function words(text: string): string[] {
  return withStandardD(text).normalize('NFC').toLowerCase().split(wordBreaks).filter(Boolean)
}

// Old fonts and converters leave the Icelandic or the African letter, which look the same as Đ.
function withStandardD(text: string): string {
  return text.replace(/[ÐƉ]/g, 'Đ').replace(/[ðɖ]/g, 'đ')
}
