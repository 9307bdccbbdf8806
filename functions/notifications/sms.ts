/** The characters that one SMS holds in the alphabet of GSM (3GPP TS 23.038). */
export const smsLength = 160

const looksLike: Record<string, string> = { đ: 'd', Đ: 'D', '–': '-', '—': '-', '‘': "'", '’': "'", '“': '"', '”': '"' }

/** A text in letters that cost one character of an SMS each: Vietnamese without its marks, anything else as a space. */
export function inSmsLetters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ–—‘’“”]/g, (letter) => looksLike[letter] ?? ' ')
    .replace(/[^ -Z_a-z]/gu, ' ') // of ASCII, [ \ ] ^ { | } ~ take two characters there and ` is none
    .replace(/ +/g, ' ')
    .trim()
}

/** As much of a name as there is room for, in whole words. */
export function shortened(name: string, room: number): string {
  if (name.length <= room) return name
  const end = name.lastIndexOf(' ', room)
  return name.slice(0, Math.max(0, end))
}
