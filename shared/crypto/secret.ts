import { randomBytes } from 'node:crypto'

/** Crockford's base 32: no I, L, O and U. */
export const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A look-up secret: 12 Crockford base-32 characters, 60 random bits. */
export const lookupSecret = (): string => [...randomBytes(12)].map((byte) => alphabet[byte % 32]).join('')

/** The secret as a person may have typed it: any case, hyphens and spaces, O for 0, I and L for 1. */
export const normaliseSecret = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
