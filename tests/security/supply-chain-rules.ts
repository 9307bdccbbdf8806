/** Packages that come with an install script, and why that does no harm: none is run (`ignore-scripts`, `npm ci --ignore-scripts`). */
export const installScripts: Record<string, string> = {
  esbuild: 'looks for its binary, which comes as a package of its own',
  'vue-demi': 'chooses between Vue 2 and 3; part of the API reference, which is taken as it was built',
}

/** Licences that what runs in a function, or is handed out, may have: none asks for more than to be named. */
export const licences: readonly string[] = [
  'MIT',
  'ISC',
  'Apache-2.0',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'Unlicense',
]

/** What files of the repository must never name: an address of a registry, from which somebody else would install. */
export const registry =
  /\b(registry|npm|pypi|packages|index)\.[\w-]+(\.[\w-]+)*\.(org|com|io|dev|net)\b|--(extra-)?index-url|"resolved":\s*"https?:/
