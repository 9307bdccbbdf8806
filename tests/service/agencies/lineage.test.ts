import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, it } from 'vitest'
import { openDesk, ward } from './desk.ts'

const { ask, anyone, journal, table } = await openDesk()

describe('superiors and successors', () => {
  it('must exist', async () => {
    const refused = await ask('PUT /v1/agencies/H26.120', { ...ward, parent: 'H99' })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/parent' }] } })
    const noSuccessor = await ask('PUT /v1/agencies/H26.120', { ...ward, successor: 'H99' })
    expect(noSuccessor).toMatchObject({ status: 422, body: { errors: [{ pointer: '/successor' }] } })
    expect(await anyone('GET /v1/agencies/H26.120')).toMatchObject({ status: 404 })
  })

  it('never close a circle', async () => {
    await ask('PUT /v1/agencies/H26.121', ward)
    await ask('PUT /v1/agencies/H26.122', { ...ward, parent: 'H26.121', successor: 'H26.121' })
    const parent = await ask('PUT /v1/agencies/H26.121', { ...ward, parent: 'H26.122' })
    expect(parent).toMatchObject({ status: 422, body: { errors: [{ pointer: '/parent' }] } })
    const successor = await ask('PUT /v1/agencies/H26.121', { ...ward, successor: 'H26.122' })
    expect(successor).toMatchObject({ status: 422, body: { errors: [{ pointer: '/successor' }] } })
    expect(await ask('PUT /v1/agencies/H26.121', { ...ward, parent: 'H26.121' })).toMatchObject({ status: 422 })
  })

  it('never close a circle when two are put at once', async () => {
    await Promise.all([ask('PUT /v1/agencies/H26.123', ward), ask('PUT /v1/agencies/H26.124', ward)])
    const answers = await Promise.all([
      ask('PUT /v1/agencies/H26.123', { ...ward, parent: 'H26.124' }),
      ask('PUT /v1/agencies/H26.124', { ...ward, parent: 'H26.123' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  })

  it('are published again with those below when an agency moves', async () => {
    await ask('PUT /v1/agencies/H27', { ...ward, level: 'CITY' })
    await ask('PUT /v1/agencies/H27.1', { ...ward, level: 'DISTRICT' })
    await ask('PUT /v1/agencies/H27.1.1', { ...ward, parent: 'H27.1' })
    await ask('PUT /v1/agencies/H27.1', { ...ward, level: 'DISTRICT', parent: 'H27' })
    const published = (await journal('AGENCY#H27.1.1')).map(({ data }) => data.lineage)
    expect(published).toEqual([['H27.1'], ['H27.1', 'H27']])
  })

  it('are mended by the same PUT when the publishing was interrupted', async () => {
    await ask('PUT /v1/agencies/H29', { ...ward, level: 'CITY' })
    await ask('PUT /v1/agencies/H29.1', { ...ward, level: 'DISTRICT', parent: 'H29' })
    await ask('PUT /v1/agencies/H29.1.1', { ...ward, parent: 'H29.1' })
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { pk: 'AGENCY#H29.1.1', sk: 'HEAD' },
        UpdateExpression: 'SET lineage = :left',
        ExpressionAttributeValues: { ':left': ['H29.1'] },
      }),
    )
    await ask('PUT /v1/agencies/H29.1', { ...ward, level: 'DISTRICT', parent: 'H29' })
    await ask('PUT /v1/agencies/H29.1', { ...ward, level: 'DISTRICT', parent: 'H29' })
    expect(await journal('AGENCY#H29.1')).toHaveLength(1)
    const published = await journal('AGENCY#H29.1.1')
    expect(published).toHaveLength(2)
    expect(published.at(-1)?.data.lineage).toEqual(['H29.1', 'H29'])
  })
})
