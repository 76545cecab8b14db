import { NO_STATE, type RoomState } from '#shared/app'
import type { Clause, Proposal } from '#shared/proposals'
import { describe, expect, it } from 'vitest'
import { clauseAtIssue, neighbour } from './at-issue.ts'

const clause = (id: string, more: Partial<Clause> = {}): Clause => ({
  id,
  kind: 'operative',
  level: 1,
  withdrawn: false,
  lock: null,
  concordance: null,
  ...more,
})
const text = (id: string, clauses: readonly Clause[]): Proposal => ({
  id,
  title: { en: id, zh: id },
  kind: 'chairs-text',
  topicId: null,
  sessionId: null,
  clauses,
  revisions: [],
})
const lock = { ballotId: 'b', hash: 'h' }
const room: RoomState = {
  ...NO_STATE.room,
  proposals: {
    list: [
      text('t1', [
        clause('title', { kind: 'heading' }),
        clause('settled', { lock }),
        clause('gone', { withdrawn: true }),
        clause('open'),
      ]),
      text('t2', [clause('other')]),
    ],
  },
}

describe('the clause on the shared screen', () => {
  it('is the one that is asked for, else the first that is not settled', () => {
    expect(clauseAtIssue(room, 'other')?.clause.id).toBe('other')
    expect(clauseAtIssue(room, undefined)?.clause.id).toBe('open')
    expect(clauseAtIssue(room, 'nowhere')?.clause.id).toBe('open')
    expect(clauseAtIssue(NO_STATE.room, undefined)).toBeUndefined()
  })

  it('moves on to the next clause that is in force, and stops at the ends', () => {
    const at = clauseAtIssue(room, 'settled')!
    expect(neighbour(at, 1)).toBe('open')
    expect(neighbour(at, -1)).toBeUndefined()
    expect(neighbour(clauseAtIssue(room, 'open')!, 1)).toBeUndefined()
  })
})
