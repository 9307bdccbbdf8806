import { describe, expect, it } from 'vitest'
import { audience, type Meant } from '../../../functions/notifications/audience.ts'
import type { StaffCopy } from '../../../functions/notifications/reference.ts'

const one = (person: string, role: StaffCopy['role'], agency = 'W', more: Partial<StaffCopy> = {}): StaffCopy => ({
  ...{ person, role, agency, unit: 'u', name: person, email: `${person}@example.org`, active: true },
  ...more,
})
const gone = { active: false }
const [clerk, leader, second] = [one('clerk', 'clerk'), one('leader', 'leader'), one('second', 'leader')]
const own = one('admin', 'administrator')
const [citys, cityOfficer, cityLeader] = [
  one('city-admin', 'administrator', 'C'),
  one('city-officer', 'specialist', 'C'),
  one('city-leader', 'leader', 'C'),
]
const nations = one('nation-admin', 'administrator', 'N')

const officer = (person?: string): Meant => ({ to: 'OFFICER', ...(person ? { officer: person } : {}) })
const toLeader: Meant = { to: 'LEADER' }
const restricted: Meant = { to: 'LEADER', restricted: true }
const toAdministrator: Meant = { to: 'ADMINISTRATOR' }

/** Meant for, who is there (ward, city, nation), who is told. */
const rows: [string, Meant, StaffCopy[][], string[], string?][] = [
  ['the officer', officer('clerk'), [[clerk, leader]], ['OFFICER clerk@W']],
  ['an officer of the agency above', officer('city-officer'), [[leader], [cityOfficer]], ['OFFICER city-officer@C']],
  [
    'an officer who has left',
    officer('clerk'),
    [[one('clerk', 'clerk', 'W', gone), leader]],
    ['LEADER leader@W'],
    'NO_OFFICER',
  ],
  [
    'an officer without a mail address',
    officer('clerk'),
    [[one('clerk', 'clerk', 'W', { email: '' }), leader]],
    ['LEADER leader@W'],
    'NO_OFFICER',
  ],
  ['an officer nobody knows', officer('ghost'), [[clerk, leader]], ['LEADER leader@W'], 'NO_OFFICER'],
  ['no officer', officer(), [[clerk, leader, second]], ['LEADER leader@W', 'LEADER second@W'], 'NO_OFFICER'],
  ['no officer where there is no leader', officer(), [[clerk, own]], ['ADMINISTRATOR admin@W'], 'NO_OFFICER'],
  ['the leaders', toLeader, [[clerk, leader, second], [citys]], ['LEADER leader@W', 'LEADER second@W']],
  ['leaders of whom one has left', toLeader, [[leader, one('second', 'leader', 'W', gone)]], ['LEADER leader@W']],
  [
    'a leader where only the city has one',
    toLeader,
    [[own], [cityLeader, citys]],
    ['ADMINISTRATOR admin@W'],
    'NO_LEADER',
  ],
  [
    'a leader where the city has an administrator',
    toLeader,
    [[clerk], [citys], [nations]],
    ['ADMINISTRATOR city-admin@C'],
    'NO_LEADER',
  ],
  [
    'a leader where only the nation has one',
    toLeader,
    [[], [cityLeader], [nations]],
    ['ADMINISTRATOR nation-admin@N'],
    'NO_LEADER',
  ],
  ['a leader where nobody is', toLeader, [[clerk], []], [], 'NO_LEADER'],
  ['an officer where nobody is', officer('ghost'), [[]], [], 'NO_OFFICER'],
  ['leaders alone', restricted, [[clerk, leader, own]], ['LEADER leader@W']],
  [
    'leaders alone where only the city has one',
    restricted,
    [
      [clerk, own],
      [citys, cityLeader],
    ],
    ['LEADER city-leader@C'],
    'NO_OWN_LEADER',
  ],
  ['leaders alone where there is none', restricted, [[clerk, own], [citys]], [], 'NO_OWN_LEADER'],
  [
    'leaders alone, whoever the officer is',
    { ...restricted, officer: 'clerk' },
    [[clerk, leader]],
    ['LEADER leader@W'],
  ],
  ['administrators', toAdministrator, [[leader, own], [citys]], ['ADMINISTRATOR admin@W']],
  [
    'administrators where the city has one',
    toAdministrator,
    [[leader], [citys, cityLeader]],
    ['ADMINISTRATOR city-admin@C'],
  ],
  ['administrators where there is none', toAdministrator, [[leader], []], []],
]

describe('What is meant for', () => {
  it.each(rows)('%s reaches those who are there', (_, meant, tiers, told, remark) => {
    const { addressees, ...rest } = audience(meant, tiers)
    expect(addressees.map(({ to, person }) => `${to} ${person.id}@${person.agency}`)).toEqual(told)
    expect(rest).toEqual(remark ? { remark } : {})
  })

  it('a person who is registered twice reaches him once', () => {
    expect(audience(toLeader, [[leader, { ...leader }]]).addressees).toHaveLength(1)
  })
})
