const hidden = '•••'
const shortestMaskable = 7

/** A phone number as others may see it, `090•••678` (domain.md §9). Takes E.164 or the national form. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/^\+84/, '0').replace(/[^0-9]/g, '')
  if (digits.length < shortestMaskable) return hidden
  return `${digits.slice(0, 3)}${hidden}${digits.slice(-3)}`
}

/** An identity number (số định danh) as others may see it: the last three digits (domain.md §9). */
export function maskIdNumber(idNumber: string): string {
  const digits = idNumber.trim()
  if (digits.length < shortestMaskable) return hidden
  return `${hidden}${digits.slice(-3)}`
}

/** A person's name as others may see it: the first letter of each word, the length of none. */
export function maskName(name: string): string {
  const words = name.normalize('NFC').trim().split(/\s+/).filter(Boolean)
  return words.map((word) => `${Array.from(word)[0]}${hidden}`).join(' ')
}
