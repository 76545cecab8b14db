import { EVENTS } from '#shared/app'
import { expect, it } from 'vitest'
import { en } from '../../client/platform/i18n/en/index.ts'

it('every event of the record has a sentence on the page that shows it', () => {
  const types = Object.keys(EVENTS)
  expect(types.length).toBeGreaterThan(80)
  expect(types.filter((type) => !Object.hasOwn(en.record.event, type))).toEqual([])
})
