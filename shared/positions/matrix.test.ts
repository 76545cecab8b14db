import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smallWorld, type Person } from '../../test/support/world.ts'
import { csvText } from '#shared/kernel'
import { matrixCsv, matrixRows, timelineOf } from './index.ts'

function seen() {
  const world = smallWorld()
  const table = (person: Person, stance: string) =>
    world.do(person, 'positions/state', {
      subject: { type: 'question', id: world.question },
      stance,
      rationale: { en: 'because', zh: '' },
      table: true,
    })
  const title = { en: 'Round', zh: '会' }
  const times = { startsAt: '2026-03-02T09:00:00.000Z', endsAt: '2026-03-02T17:00:00.000Z' }
  const open = () => {
    const sessionId = world.do('chairOne', 'sessions/plan', { title, ...times })['id']
    world.do('chairOne', 'sessions/open', { sessionId })
    return () => world.do('chairOne', 'sessions/close', { sessionId })
  }
  const rows = (session: number) =>
    matrixRows(world.state.room.dialogue, world.state.room.positions.tabled, session)
  return { world, table, open, rows }
}

describe('the matrix', () => {
  it('PO6 has a row for every question under its topic, with every delegation’s tabled stance', () => {
    const { world, table, rows } = seen()
    expect(rows(0)).toMatchObject([{ cells: [{ stance: 'not-stated' }, { stance: 'not-stated' }] }])
    table('headA', 'support')
    world.do('headB', 'positions/state', {
      subject: { type: 'question', id: world.question },
      stance: 'accept',
    })
    expect(rows(0)).toMatchObject([
      { cells: [{ stance: 'support' }, { stance: 'not-stated' }], distance: null },
    ])
  })

  it('PO7 could meet: all at accept with changes or better, or closer than before the session', () => {
    const { table, open, rows } = seen()
    const close = open()
    table('headA', 'support')
    table('headB', 'oppose')
    expect(rows(1)).toMatchObject([{ distance: 4, movement: 'unknown', couldMeet: false }])
    close()
    open()
    table('headB', 'reserve')
    expect(rows(2)).toMatchObject([{ distance: 3, movement: 'closing', couldMeet: true }])
    expect(rows(3)).toMatchObject([{ distance: 3, movement: 'steady', couldMeet: false }])
    table('headB', 'accept-with-changes')
    expect(rows(3)).toMatchObject([{ couldMeet: true }])
  })

  it('PO8 the timeline of a cell is every statement with its step on the scale', () => {
    const { world, table } = seen()
    for (const stance of ['oppose', 'reserve', 'not-stated', 'support']) table('headA', stance)
    const subject = { type: 'question' as const, id: world.question }
    const timeline = timelineOf(world.state.room.positions.tabled, world.a, subject)
    expect(timeline.map(({ step }) => step)).toEqual([null, 1, null, null])
  })

  it('PO9 CSV keeps every field and lets no spreadsheet take one for a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 1 }), { minLength: 1 }), (rows) => {
        const lines = parse(csvText(rows).slice(1))
        expect(lines.length).toBe(rows.length)
        lines.flat().forEach((value, index) => {
          const original = rows.flat()[index]!
          expect([original, `'${original}`]).toContain(value)
          expect(value).not.toMatch(/^\s*[=+\-@]/)
        })
      }),
    )
    expect(csvText([['=1+1', 'a"b,c']])).toBe('\uFEFF"\'=1+1","a""b,c"\r\n')
  })

  it('PO9 the matrix as CSV has both languages of every question', () => {
    const { world, table, rows } = seen()
    table('headA', 'support')
    const stances = {
      support: '支持',
      accept: '可接受',
      'accept-with-changes': '修改后可接受',
      reserve: '保留',
      oppose: '反对',
      'not-stated': '未表态',
    }
    const words = { language: 'zh' as const, topic: '议题', distance: '差距', stances }
    const lines = parse(matrixCsv(world.state.room.dialogue, rows(0), words).slice(1))
    expect(lines[1]).toEqual(['Data（中）', 'Which?', 'Which?（中）', '支持', '未表态', ''])
  })
})

/** Reads what RFC 4180 writes, every field in quotes. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const match of text.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    rows.at(-1)!.push(match[1]!.replaceAll('""', '"'))
    if (match[2] === '\r\n') rows.push([])
  }
  rows.pop()
  return rows
}
