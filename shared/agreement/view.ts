import type { Dialogue } from '#shared/dialogues'
import type { Sha256 } from '#shared/kernel'
import type { Proposals } from '#shared/proposals'
import type { Sessions } from '#shared/sessions'
import type { Agreement, CaucusAgreement } from './model.ts'

/** What this room's rules look at; the server has every delegation's answers. */
export interface AgreementView {
  readonly dialogue: Dialogue
  readonly sessions: Sessions
  readonly proposals: Proposals
  readonly agreement: Agreement
  readonly caucusAnswers: (delegationId: string) => CaucusAgreement
  readonly sha256: Sha256
}
