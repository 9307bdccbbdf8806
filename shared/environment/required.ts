/** A setting that the function can't do without. @throws Error when the environment lacks it. */
export function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} must be set`)
  return value
}
