import { Temporal } from 'temporal-polyfill'
import { withOfficeOffset } from '../calendar/instant.ts'

/** The languages that people are written to in. */
export type Language = 'vi' | 'en'

// From Monday, as ISO numbers them. Chủ nhật is capitalised wherever it stands, the others in their number.
const weekdays: Record<Language, string[]> = {
  vi: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}
const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]

/** The office's date of an instant in digits, '26/11/2026'. RangeError if it is no ISO instant. */
export function dayText(iso: string): string {
  return withOfficeOffset(iso).slice(0, 10).split('-').reverse().join('/')
}

/** The office's time of an instant, '17:00'. RangeError if it is no ISO instant. */
export function timeText(iso: string): string {
  return withOfficeOffset(iso).slice(11, 16)
}

/** The office's date of an instant for people, 'thứ Năm 26/11/2026' or 'Thursday 26 November 2026'. */
export function dateText(iso: string, language: Language): string {
  const date = Temporal.PlainDate.from(withOfficeOffset(iso).slice(0, 10))
  const weekday = weekdays[language][date.dayOfWeek - 1]
  // Digits alone would be read in two ways by who reads English.
  return language === 'vi'
    ? `${weekday} ${dayText(iso)}`
    : `${weekday} ${date.day} ${months[date.month - 1]} ${date.year}`
}

/** An instant in office time for people, '17:00, thứ Năm 26/11/2026' or '17:00, Thursday 26 November 2026'. */
export function momentText(iso: string, language: Language): string {
  return `${timeText(iso)}, ${dateText(iso, language)}`
}
