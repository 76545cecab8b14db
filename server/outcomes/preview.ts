import type { State } from '#shared/app'
import { refuse, type Decision } from '#shared/kernel'
import {
  OUTCOME_KINDS,
  assemble,
  assemblyRows,
  canonicalOutcomeText,
  checkForm,
  documentTree,
  outcomeFormSchema,
  outcomeHash,
  participantsOf,
  sidesInOrder,
  type CanonicalOutcome,
  type Outcome,
  type OutcomeForm,
} from '#shared/outcomes'
import { findProposal, type Proposal, type WordsAtHand } from '#shared/proposals'
import * as z from 'zod'
import type { Database } from '../platform/db.ts'
import type { Http } from '../platform/http.ts'
import { FORMATS, writeFormat } from './formats.ts'
import { sha256 } from './hash.ts'
import { outcomePage } from './outcome-page.ts'
import type { PdfWriter } from './pdf.ts'
import { canonicalOf, type Published } from './store-public.ts'

/** What previews are made from. */
interface PreviewSources {
  readonly db: Database
  readonly origin: () => string
  readonly pdf: PdfWriter
  readonly ledger: { state(dialogueId: string): Promise<State | undefined> }
  readonly wordsOf: (proposal: Proposal) => Promise<WordsAtHand>
}

const id = z.uuid().toLowerCase()
const inDialogue = z.object({ dialogueId: id })
const shownSchema = z.enum(['both', 'en', 'zh']).default('both')
const formSchema = z.strictObject({ form: outcomeFormSchema, lang: shownSchema })
const copyQuery = z.object({
  lang: shownSchema,
  copy: z.coerce.number().int().min(1).max(20).optional(),
  format: z.enum(['html', ...FORMATS]).default('html'),
})
const PATH = '/api/dialogues/:dialogueId/outcomes'

/** Registers what shows an outcome before it is published, exactly as it will be (OU29). */
export function addOutcomePreview(http: Http, sources: PreviewSources): void {
  http.route(
    'http/prepare-outcome',
    'get',
    `${PATH}/assembly`,
    { params: inDialogue, query: z.object({ proposalId: id, kind: z.enum(OUTCOME_KINDS) }) },
    async ({ params, query }) => {
      const state = await sources.ledger.state(params.dialogueId)
      const proposal = state && findProposal(state.room.proposals, query.proposalId)
      if (state === undefined || proposal === undefined) return refuse('proposals/unknown-proposal')
      const words = await sources.wordsOf(proposal)
      const { dialogue, outcomes } = state.room
      const none = { en: '', zh: '' }
      return {
        clauses: assemblyRows(state.room, query.kind, proposal, words).map((row) => ({
          ...row,
          words: words.get(row.clauseId)?.words ?? none,
        })),
        participants: participantsOf(state.room),
        sides: sidesInOrder(dialogue, outcomes),
      }
    },
  )

  http.route(
    'http/prepare-outcome',
    'post',
    `${PATH}/preview`,
    { params: inDialogue, body: formSchema },
    async ({ params, body: { form, lang } }) => {
      const state = await sources.ledger.state(params.dialogueId)
      if (state === undefined) return refuse('dialogues/unknown')
      // A form that is half filled in is no failure: the screen says what is missing.
      const checked = checkForm(state.room, form, new Date().toISOString())
      if (!checked.ok) return { refused: checked }
      const sides = sidesInOrder(state.room.dialogue, state.room.outcomes)
      const made = await assembled(sources, state, { ...form, sides })
      if (!made.ok) return { refused: made }
      const html = outcomePage(viewOf(made.value, form, { shown: lang, origin: sources.origin() }))
      return { html, digest: outcomeHash(made.value, sha256) }
    },
  )

  http.route(
    'http/preview-outcome',
    'get',
    `${PATH}/:outcomeId/copy`,
    { params: inDialogue.extend({ outcomeId: id }), query: copyQuery },
    async ({ params, query, response }) => {
      const state = await sources.ledger.state(params.dialogueId)
      const outcome = state?.room.outcomes.list.find((one) => one.id === params.outcomeId)
      if (state === undefined || outcome === undefined || outcome.status === 'discarded') {
        return refuse('outcomes/unknown-outcome')
      }
      const made = await canonicalForm(sources, state, outcome)
      if (!made.ok) return made
      const side = query.copy === undefined ? {} : { ownSide: query.copy - 1 }
      const shown = { shown: query.lang, origin: sources.origin(), ...side }
      const view = viewOf(made.value, outcome, shown)
      if (query.format === 'html') {
        response.type('html').send(outcomePage(view))
        return undefined
      }
      const file = await writeFormat(
        query.format,
        view.published,
        { shown: query.lang, ...side },
        sources,
      )
      if (file === undefined) return refuse('http/not-found')
      response.type(file.type).attachment(file.fileName).send(file.bytes)
      return undefined
    },
  )
}

/** The form that was published, or the one that the keys would publish now. */
async function canonicalForm(
  sources: PreviewSources,
  state: State,
  outcome: Outcome,
): Promise<Decision<CanonicalOutcome>> {
  if (outcome.status === 'assembled') {
    const made = await assembled(sources, state, outcome)
    if (!made.ok || outcomeHash(made.value, sha256) === outcome.digest) return made
    return refuse('outcomes/words-changed')
  }
  const kept = await canonicalOf(sources.db, outcome.reference)
  return kept === undefined
    ? refuse('outcomes/unknown-outcome')
    : { ok: true as const, value: kept }
}

async function assembled(
  { wordsOf }: PreviewSources,
  { room }: State,
  form: OutcomeForm & { readonly sides: readonly string[] },
): Promise<Decision<CanonicalOutcome>> {
  const proposal = findProposal(room.proposals, form.proposalId)
  if (proposal === undefined) return refuse('proposals/unknown-proposal')
  return assemble(room, form, await wordsOf(proposal), sha256)
}

/** The page of an outcome that the log does not hold yet. */
function viewOf(
  outcome: CanonicalOutcome,
  { distribution }: Pick<OutcomeForm, 'distribution'>,
  asked: {
    readonly shown: 'both' | 'en' | 'zh'
    readonly origin: string
    readonly ownSide?: number
  },
) {
  const { shown, origin, ownSide } = asked
  const canonical = canonicalOutcomeText(outcome)
  const published: Published = {
    ...{ outcome, canonical, distribution, sha256: sha256(canonical) },
    publishedOn: outcome.date,
    leafIndex: 0,
    supersededBy: null,
    withdrawnOn: null,
    withdrawalReason: null,
    withdrawalLeaf: null,
  }
  const languages = shown === 'both' ? outcome.languages : [shown]
  const side = ownSide === undefined ? {} : { ownSide }
  const tree = documentTree(outcome, { languages, ...side })
  return { published, tree, followUps: [], checked: null, shown, origin }
}
