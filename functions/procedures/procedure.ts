import { plusDays } from '../../shared/calendar/instant.ts'
import type { Procedure, ProcedureSummary, ProcedureVersion } from './procedure-schema.ts'

/** The version in force on a local date, both of its dates included; undefined when there is none. */
export function inForceOn<Version extends { effectiveFrom: string; effectiveTo?: string }>(
  versions: Version[],
  date: string,
): Version | undefined {
  return versions.findLast(
    ({ effectiveFrom, effectiveTo }) => effectiveFrom <= date && (effectiveTo === undefined || date <= effectiveTo),
  )
}

/** The version that takes effect on a date, whatever came after it. */
export const takingEffectOn = (versions: Procedure[], date: string): Procedure | undefined =>
  versions.find(({ effectiveFrom }) => effectiveFrom === date)

/**
 * The versions with a new one (công bố): the one before ends the day before, unless it was retired earlier.
 * @returns undefined when the new one does not take effect later than every other.
 */
export function publish(versions: Procedure[], code: string, body: ProcedureVersion): Procedure[] | undefined {
  const newest = versions.at(-1)
  const next: Procedure = { ...body, code, version: (newest?.version ?? 0) + 1 }
  if (!newest) return [next]
  if (body.effectiveFrom <= newest.effectiveFrom) return undefined
  const dayBefore = plusDays(body.effectiveFrom, -1)
  const ended = newest.effectiveTo !== undefined && newest.effectiveTo < dayBefore ? newest.effectiveTo : dayBefore
  return [...versions.slice(0, -1), { ...newest, effectiveTo: ended }, next]
}

/**
 * The versions with the newest one ending at a date (bãi bỏ), the last on which it is in force; a former date is replaced.
 * @returns undefined when that would be before it takes effect.
 */
export function retire(versions: Procedure[], effectiveTo: string): Procedure[] | undefined {
  const newest = versions.at(-1)
  if (!newest || effectiveTo < newest.effectiveFrom) return undefined
  return [...versions.slice(0, -1), { ...newest, effectiveTo }]
}

/** What lists show of each version. */
export function summaries(versions: Procedure[]): ProcedureSummary[] {
  return versions.map(({ code, version, name, field, level, onlineLevel, effectiveFrom, effectiveTo }) => ({
    code,
    version,
    name,
    field,
    level,
    onlineLevel,
    effectiveFrom,
    ...(effectiveTo === undefined ? {} : { effectiveTo }),
  }))
}
