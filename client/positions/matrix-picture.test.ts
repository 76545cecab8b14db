import { expect, it } from 'vitest'
import { matrixRows, STANCES, type Position, type Stance } from '#shared/positions'
import { linesOf, svgOf } from '../ui/picture.ts'
import { matrixPicture } from './matrix-picture.ts'

const topics = [{ id: 't', parentId: null, title: { en: 'Data', zh: '数据' } }]
const questions = [
  { id: 'q', topicId: 't', linkedTopicIds: [], text: { en: 'Is <R&D> in?', zh: '是否包括研发？' } },
]
const delegations = [
  { id: 'a', label: 'A', name: { en: 'One', zh: '甲' }, timeZone: null, arrived: false },
  { id: 'b', label: 'B', name: { en: 'Two', zh: '乙' }, timeZone: null, arrived: false },
]
const none = { en: '', zh: '' }
const tabled: Position[] = [
  {
    id: 'p',
    delegationId: 'b',
    subject: { type: 'question', id: 'q' },
    stance: 'reserve',
    rationale: none,
    interests: none,
    conditions: none,
    sources: [],
    session: 1,
    at: '2026-03-02T09:00:00.000Z',
  },
]
const stances = Object.fromEntries(STANCES.map((stance) => [stance, `(${stance})`])) as Record<
  Stance,
  string
>

it('PO9 the matrix as a picture says every stance, in shapes and in its description', () => {
  const rows = matrixRows({ delegations, topics, questions }, tabled, 1)
  const parties = delegations.map(({ id, label }) => ({ id, name: `Delegation ${label}` }))
  const picture = matrixPicture(topics, parties, rows, {
    title: 'Positions',
    note: 'now',
    lang: 'en',
    question: 'Question',
    distance: 'Distance',
    say: ({ en }) => en,
    stances,
  })
  const svg = svgOf(picture)
  expect(picture.description).toBe(
    'Is <R&D> in? Delegation A – (not-stated); Delegation B – (reserve).',
  )
  expect(svg).toContain('<desc id="desc">Is &lt;R&amp;D&gt; in?')
  expect(svg).toContain('>▽ (reserve)</text>')
  expect(svg).not.toContain('<R&D>')
  const right = picture.shapes.map((shape) =>
    shape.type === 'line' ? 0 : shape.x + (shape.type === 'box' ? shape.width : 0),
  )
  expect(Math.max(...right)).toBeLessThanOrEqual(picture.width)
})

it('breaks lines between Latin words and between Chinese characters', () => {
  expect(linesOf('one two three', 50, 13)).toEqual(['one two', 'three'])
  expect(linesOf('精确地理位置', 40, 13)).toEqual(['精确地', '理位置'])
  expect(linesOf('', 40, 13)).toEqual([])
})
