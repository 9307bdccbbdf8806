import type { Language } from '../../shared/vietnamese/date-text.ts'
import { type Facts, words } from './facts.ts'
import { fill, fillBlock } from './fill.ts'
import { type Frame, frames, remarks } from './frames.ts'
import { asHtml, asText, type Section } from './letter.ts'
import { matterOf } from './matters.ts'
import { inSmsLetters, shortened, smsLength } from './sms.ts'
import { type Block, type Template, type TemplateName, template } from './templates.ts'

export interface Mail {
  subject: string
  text: string
  html: string
}

/** A mail by a version of a template. RangeError for a version that is not there, or a fact that the text needs. */
export function mail(name: TemplateName, version: number, facts: Facts): Mail {
  const found = template(name, version)
  const subject = fill(found.subject, words(facts, 'vi')) ?? ''
  const sections = sectionsOf(found, facts)
  return { subject, text: asText(sections), html: asHtml(subject, sections) }
}

function sectionsOf(found: Template, facts: Facts): Section[] {
  const { remark, restricted } = facts
  if (found.reader === 'STAFF') {
    const frame = frames.STAFF[matterOf(found)]
    return [section(frame, remark ? [remarks[remark], ...found.vi] : found.vi, facts, 'vi')]
  }
  const { vi, en } = frames[restricted ? 'RESTRICTED' : found.reader]
  return [section(vi, found.vi, facts, 'vi'), section(en, found.en, facts, 'en')]
}

function section(frame: Frame, blocks: readonly Block[], facts: Facts, language: Language): Section {
  const known = words(facts, language)
  const filled = (some: readonly Block[]) =>
    some.map((block) => fillBlock(block, known)).filter((block) => block !== undefined)
  return {
    language,
    before: filled([...frame.opening, ...blocks, ...frame.beforeLink]),
    link: { address: facts.link, button: frame.button, orOpen: frame.orOpen },
    after: filled(frame.closing),
    footer: frame.footer.flatMap((line) => fill(line, known) ?? []),
  }
}

/**
 * A notice as one SMS: without marks, at most 160 characters, as long as the host of the pages has at most 40. The agency
 * is named first, as far as there is room. RangeError for a template that has none, or a fact that the text needs.
 */
export function sms(name: TemplateName, version: number, facts: Facts): string {
  const found = template(name, version)
  if (found.reader === 'STAFF') throw new RangeError(`${name} is not sent by SMS`)
  const text = inSmsLetters(fill(found.sms, words(facts, 'vi')) ?? '')
  const agency = inSmsLetters(facts.agency).replace(/^Uy ban nhan dan\b/i, 'UBND')
  const sender = shortened(agency, smsLength - text.length - ': '.length)
  return sender === '' ? text : `${sender}: ${text}`
}
