import { describe, expect, it } from 'vitest'
import { licencesUnlisted, ranges, scriptsUnlisted, unheld, unpinned } from '../../security/supply-chain.ts'
import { registry } from '../../security/supply-chain-rules.ts'

describe('The supply chain is found to be open when', () => {
  it.each(['^1.2.3', '~1.2.3', '*', 'latest', '1.x', '>=1', 'npm:other@^1.0.0', 'git+ssh://example.org/a.git'])(
    'a version is the range %s',
    (version) => {
      expect(ranges({ dependencies: { exact: '1.2.3' }, devDependencies: { other: version } })).toEqual([
        `other ${version}`,
      ])
    },
  )

  it('a package is held to no bytes, or by a weak hash', () => {
    const held = { integrity: 'sha512-abc' }
    const packages = {
      '': {},
      'node_modules/a': held,
      'node_modules/b': {},
      'node_modules/c': { integrity: 'sha1-abc' },
    }
    expect(unheld({ ...packages, 'node_modules/a/node_modules/d': { inBundle: true } })).toEqual([
      'node_modules/b',
      'node_modules/c',
    ])
  })

  it('a package has an install script that nobody has looked at, or the list is out of date', () => {
    const packages = {
      'node_modules/a': { hasInstallScript: true },
      'node_modules/x/node_modules/@s/b': { hasInstallScript: true },
    }
    expect(scriptsUnlisted(packages, { a: 'looked at', gone: 'looked at' })).toEqual(['@s/b', 'gone has none any more'])
  })

  it('what runs has a licence that asks for more', () => {
    const packages = {
      'node_modules/a': { license: 'MIT' },
      'node_modules/b': { license: 'AGPL-3.0' },
      'node_modules/c': {},
      'node_modules/d': { license: 'GPL-3.0', dev: true },
    }
    expect(licencesUnlisted(packages, ['MIT'])).toEqual(['b: AGPL-3.0', 'c: undefined'])
  })

  it('a Python package has no exact version', () => {
    expect(unpinned('a==1.2.3\n# why\n\nb>=1\nc\nd==1.*\ne[x]==1.0\n')).toEqual(['b>=1', 'c', 'd==1.*'])
  })

  it.each([
    'https://registry.sample.org/a/-/a-1.tgz',
    'npm config set registry=https://npm.pkg.sample.com',
    '"resolved": "https://x.example"',
    '--index-url https://x',
  ])('a file says %s', (text) => expect(registry.test(text)).toBe(true))
})
