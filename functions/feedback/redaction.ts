import { searchKey } from '../../shared/vietnamese/search.ts'

/** What an author has told of himself, and the dossier that he wrote about. */
export interface Author {
  name?: string
  address?: string
  phone?: string
  email?: string
  dossier?: string
}

/** Between the digits of one number, as people write it: "090 123.4567", "(024) 3825-1234". */
const between = '[\\s.()·•‧_‐‑–—-]{0,3}'
/** Begins with 0 or the country's code: telephones and identity numbers, in groups or not. */
const grouped = new RegExp(`(?<![0-9]|[0-9][.,])(?:\\+ ?84|0084|84|0)(?:${between}[0-9]){8,11}(?![0-9])`, 'g')
/** So many digits without a break are somebody's number, whatever they begin with. */
const unbroken = /(?<![0-9])[0-9]{9,}(?![0-9])/g
/** A former identity number (CMND) in groups of three; written so it looks like an amount. */
const threes = /(?<![0-9]|[0-9][.-])[1-9][0-9]{2}([ .-])[0-9]{3}\1[0-9]{3}(?![0-9]|\1[0-9]{3}(?![0-9]))/g
/** Said to be one, a number may be short: a telephone without its area. Public lines begin with 1800 or 1900. */
const announced = new RegExp(
  `(?:điện thoại|di động|sđt|đt|số máy|zalo|cmnd|cccd|căn cước|định danh|mst|mã số thuế|dien thoai|sdt|can cuoc|ma so thue)[^0-9\\n]{0,12}(?!1[89]00)[0-9](?:${between}[0-9]){5,}`,
)
/** After digits in groups: so much money. */
const money = /^ ?(?:đồng(?! (?:chí|thời|ý|bào|nghiệp))|đ(?!\p{L})|vnđ|vnd|₫)/u

const time = '(?:[01]?[0-9]|2[0-3])[.][0-5][0-9]'
/** Dates and spans of time, which would pass for a number. */
const notNumbers = new RegExp(
  `(?<![0-9.-])(?:(?:0?[1-9]|[12][0-9]|3[01])([./-])(?:0?[1-9]|1[0-2])\\1(?:19|20)[0-9]{2}|${time} ?[-–—] ?${time})(?![0-9]|[.-][0-9])`,
  'g',
)

const dash = '\\s?[‐‑–—_ -]\\s?'
/** The end of a dossier's code: its date and number tell enough. */
const dossierCode = new RegExp(
  `(?<![0-9])[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])${dash}[0-9]{4,6}(?![0-9])`,
)
const email =
  /[\p{L}\p{N}_]\s?(?:@|[([{]\s?(?:at|a còng)\s?[)\]}]| a còng )\s?[\p{L}\p{N}-]+(?:\s?(?:\.| chấm )\s?[\p{L}\p{N}-]+)+/u

/** One spelling of letters and digits, without what nobody sees. */
const spelled = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .normalize('NFC')
const wordsOf = (text: string) =>
  ` ${searchKey(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
const squeezed = (text: string) => searchKey(text).replace(/[^\p{L}\p{N}]+/gu, '')

/** What a number is by its beginning and its length, to say which one to look for. */
function kindOfNumber(written: string): string {
  const digits = written.replace(/[^0-9]/g, '')
  const local = /^0[235789]/.test(digits) && (digits.length === 10 || digits.length === 11)
  if (local || /^(?:\+|0084|84)/.test(written)) return 'a telephone number'
  if (digits.length === 9 || digits.length === 12) return 'an identity number'
  return digits.length === 10 || digits.length === 13 ? 'a tax code' : 'a long number'
}

/** The numbers of a text that belong to somebody. */
function numbersIn(text: string): string[] {
  const rest = text.replace(notNumbers, ' | ')
  const isMoney = ({ 0: written, index }: RegExpExecArray) =>
    /^[1-9][0-9]*[ .]/.test(written) && money.test(rest.slice(index + written.length))
  const found = [grouped, unbroken, threes].flatMap((pattern) =>
    [...rest.matchAll(pattern)].filter((match) => !isMoney(match)).map(([written]) => kindOfNumber(written)),
  )
  return announced.test(rest) ? [...found, 'a number of a person'] : found
}

const addressed = ['ông', 'bà', 'anh', 'chị', 'cô', 'chú', 'bác', 'em', 'cụ', 'dì', 'cậu', 'mr', 'mrs', 'ms']

/**
 * A name is found whole, with marks or without, run together, and by its last word after a form of address ("bà Dụ").
 * A name of one word is found with its marks only: without them it is a word of others.
 */
function hasName(text: string, name: string): boolean {
  const [known, told] = [squeezed(name), name.trim()]
  const heard = ` ${text.replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  const given = told.split(/\s+/).at(-1) ?? told
  if (given === told) return heard.includes(` ${told} `)
  return (
    wordsOf(text).includes(wordsOf(name)) ||
    // Shorter ones would be found inside of other words.
    (known.length >= 8 && squeezed(text).includes(known)) ||
    addressed.some((form) => heard.includes(` ${form} ${given} `))
  )
}

/** An address is found whole, or by what stands before its first comma, where that is a house; a town alone is no address. */
function hasAddress(text: string, address: string): boolean {
  const [house = ''] = address.split(/[,;]/)
  const parts = /[0-9]/.test(house) ? [address, house] : [address]
  return parts.some((part) => part.trim().split(/\s+/).length >= 3 && squeezed(text).includes(squeezed(part)))
}

/** What of its author stands in a text, however it is spelled. */
function authorIn(text: string, { name, address, phone, email: mail, dossier }: Author): string[] {
  const digits = phone?.replace(/[^0-9]/g, '').slice(-9)
  const plain = text.replace(/\s+/g, '')
  return [
    ...(name && hasName(text, spelled(name)) ? ['the author’s name'] : []),
    ...(address && hasAddress(text, spelled(address)) ? ['the author’s address'] : []),
    ...(digits && new RegExp([...digits].join('[^0-9]{0,4}')).test(text) ? ['the author’s telephone number'] : []),
    ...(mail && plain.includes(spelled(mail)) ? ['the author’s e-mail address'] : []),
    ...(dossier && squeezed(text).includes(squeezed(dossier)) ? ['the author’s dossier'] : []),
  ]
}

/**
 * What in a text points to a person, by its kind and never itself: telephones, identity numbers, tax codes, codes of
 * dossiers, e-mail addresses, and what its author told of himself. Names of others no program knows: they are for the
 * leader who publishes to see.
 */
export function leaks(text: string, author: Author): string[] {
  const plain = spelled(text)
  const found = [
    ...authorIn(plain, author),
    ...(dossierCode.test(plain) ? ['a dossier code'] : []),
    ...(email.test(plain) ? ['an e-mail address'] : []),
    ...numbersIn(plain),
  ]
  return [...new Set(found)]
}
