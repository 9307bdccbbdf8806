/** A setting of the function that is a whole number above 0; `otherwise` when it is not set. */
export function wholeNumber(name: string, otherwise: number, environment: NodeJS.ProcessEnv = process.env): number {
  const value = environment[name]
  if (value === undefined || value === '') return otherwise
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new Error(`${name} must be a whole number above 0`)
  return Number(value)
}
