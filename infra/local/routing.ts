export type Prefix = { prefix: string; service: string }

/** The service that owns a path: the longest prefix that ends at a slash or at the path's end. */
export function ownerOf(path: string, prefixes: readonly Prefix[]): string | undefined {
  const matching = prefixes.filter(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`))
  return matching.sort((a, b) => b.prefix.length - a.prefix.length)[0]?.service
}
