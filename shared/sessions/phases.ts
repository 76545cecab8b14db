import type { Phase, TextRegime } from './model.ts'

/** What a phase allows. Decisions and screens read the same table. */
export interface PhaseRule {
  /** How common texts are written. */
  readonly texts: TextRegime
  /** How a drafting group writes the text it works on. */
  readonly groups: TextRegime
  /** Whether clauses are added, moved, withdrawn and restored. */
  readonly structure: boolean
  /** Whether ballots and packages are opened; those that are open are answered in every phase. */
  readonly ballots: boolean
}

/** The rules of each phase, and of the time between sessions (SE9). */
export const phaseRules: Readonly<Record<Phase | 'between-sessions', PhaseRule>> = {
  'between-sessions': { texts: 'free', groups: 'free', structure: true, ballots: true },
  opening: { texts: 'read-only', groups: 'read-only', structure: false, ballots: false },
  positions: { texts: 'read-only', groups: 'free', structure: false, ballots: false },
  drafting: { texts: 'free', groups: 'free', structure: true, ballots: true },
  review: {
    texts: 'deletions-only',
    groups: 'deletions-only',
    structure: false,
    ballots: true,
  },
  closing: { texts: 'read-only', groups: 'read-only', structure: false, ballots: true },
}
