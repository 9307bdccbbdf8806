import { applicantTemplates } from './applicant-templates.ts'
import { authorTemplates } from './author-templates.ts'
import { feedbackStaffTemplates } from './feedback-staff-templates.ts'
import { staffTemplates } from './staff-templates.ts'
import { webhookTemplates } from './webhook-templates.ts'

/**
 * A piece of a letter: a paragraph, a list, or rows of what is what. `{name}` stands for a fact that must be there;
 * a piece with `{name?}` is left out where the fact is not known, `{name|words}` then says these words.
 */
export type Block = string | readonly string[] | Readonly<Record<string, string>>

interface Letter {
  name: string
  /** A text that was sent is never changed: another wording is another version. */
  version: number
  /** One line of at most 90 characters, filled in. */
  subject: string
  vi: readonly Block[]
}

/** What is said to staff, in Vietnamese. */
export interface StaffTemplate extends Letter {
  reader: 'STAFF'
}

/** What is said to people outside: both languages, and an SMS without Vietnamese marks, before which the agency is named. */
interface Notice extends Letter {
  en: readonly Block[]
  sms: string
}

/** What a notice says to the applicant of a dossier. */
export interface ApplicantTemplate extends Notice {
  reader: 'APPLICANT'
}

/** What a notice says to the author of a feedback. */
export interface AuthorTemplate extends Notice {
  reader: 'AUTHOR'
}

const forStaff = [...staffTemplates, ...feedbackStaffTemplates, ...webhookTemplates] as const

export type StaffTemplateName = (typeof forStaff)[number]['name']
export type ApplicantTemplateName = (typeof applicantTemplates)[number]['name']
export type AuthorTemplateName = (typeof authorTemplates)[number]['name']
export type TemplateName = StaffTemplateName | ApplicantTemplateName | AuthorTemplateName
export type Template = (StaffTemplate | ApplicantTemplate | AuthorTemplate) & { name: TemplateName }

/** Every version of every template. */
export const templates: readonly Template[] = [...forStaff, ...applicantTemplates, ...authorTemplates]

/** A version of a template; RangeError if there is none. */
export function template(name: TemplateName, version: number, among = templates): Template {
  const found = among.find((one) => one.name === name && one.version === version)
  if (!found) throw new RangeError(`there is no template ${name} of version ${version}`)
  return found
}

/** The version that new messages are written by. */
export function newestVersion(name: TemplateName, among = templates): number {
  return Math.max(...among.filter((one) => one.name === name).map(({ version }) => version))
}
