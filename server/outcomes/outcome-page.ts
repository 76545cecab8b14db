import { LANGUAGES, type Bilingual } from '#shared/kernel'
import { dayWords, isCorrected, latestNote, type Block, type DocumentTree } from '#shared/outcomes'
import { html, type Markup } from './html.ts'
import { LABELS } from './labels.ts'
import { cards } from './outcome-cards.ts'
import { metadata, summary } from './outcome-meta.ts'
import { htmlLang, page, query, say, type Shown } from './page.ts'
import type { FollowUp, Published } from './store-public.ts'

/** What the server checked of an outcome just before it wrote the page. */
export interface Checked {
  readonly text: boolean
  /** The size of the log that the inclusion proof was checked against, or undefined when it failed. */
  readonly logSize: number | undefined
}

/** Everything that an outcome's page shows. */
export interface OutcomeView {
  readonly published: Published
  readonly tree: DocumentTree
  readonly followUps: readonly FollowUp[]
  /** Null before it is published. */
  readonly checked: Checked | null
  readonly shown: Shown
  readonly origin: string
}

/** Writes the page of an outcome. */
export function outcomePage(view: OutcomeView): string {
  const { published, tree, shown, origin } = view
  const path = `/outcomes/${tree.reference}`
  const titles = tree.languages.map((language) => tree.title[language]).filter(Boolean)
  return page({
    title: `${titles.join(' · ')} · ${tree.reference}`,
    shown,
    path,
    origin,
    description: summary(tree, shown),
    head: metadata(view, `${origin}${path}`),
    body: html`${marks(published, shown)}
      <div class="kick">
        ${say(tree.kind, shown)} · ${tree.topics.map((topic) => html`${say(topic, shown)} · `)}<time
          datetime="${tree.date}"
          >${say(tree.dateWords, shown)}</time
        >
      </div>
      ${headings(tree)}
      <div class="grid">
        <article class="${tree.languages.length > 1 ? 'two' : 'one'}">
          ${tree.blocks.map((block) => blockMarkup(block, view))} ${followUpMarkup(view)}
        </article>
        <aside>${cards(view)}</aside>
      </div>`,
  })
}

function headings({ title, languages }: DocumentTree): Markup {
  const [first, ...others] = languages.filter((language) => title[language] !== '')
  if (first === undefined) return html`<h1>—</h1>`
  return html`<h1 lang="${htmlLang(first)}">${title[first]}</h1>
    ${others.map((language) => html`<div class="second" lang="${htmlLang(language)}">${title[language]}</div>`)}`
}

function marks({ supersededBy, withdrawnOn, withdrawalReason }: Published, shown: Shown): Markup {
  const withdrawn =
    withdrawnOn !== null &&
    html`<div class="mark" role="note">
      <strong>${say(LABELS.withdrawn, shown)}</strong>
      <time datetime="${withdrawnOn}">${say(dayWords(withdrawnOn), shown)}</time>
      ${withdrawalReason !== null && noteWords(withdrawalReason, shown)}
      <p>${say(LABELS.staysReadable, shown)}</p>
    </div>`
  const superseded =
    supersededBy !== null &&
    html`<div class="mark" role="note">
      <strong>${say(LABELS.superseded, shown)}</strong>
      <a href="/outcomes/${supersededBy}${query('', shown)}">${supersededBy}</a>
      <p>${say(LABELS.staysReadable, shown)}</p>
    </div>`
  return html`${withdrawn} ${superseded}`
}

function blockMarkup(block: Block, view: OutcomeView): Markup {
  const { tree, shown } = view
  if (block.type === 'heading') {
    const tag = block.level > 2 ? 'h3' : 'h2'
    const cells = tree.languages.map(
      (language) => html`<span lang="${htmlLang(language)}">${block.text[language]}</span>`,
    )
    return tag === 'h3'
      ? html`<div class="cl head">
          <span class="no"></span>
          <h3>${cells}</h3>
        </div>`
      : html`<div class="cl head">
          <span class="no"></span>
          <h2>${cells}</h2>
        </div>`
  }
  const open = block.standing !== null
  return html`<div
    class="cl ${block.role}${open && ' open'}"
    ${block.number !== null && html` id="${anchor(block.role, block.number)}"`}
  >
    <span class="no">${block.number}</span>
    ${tree.languages.map((language) => html`<div lang="${htmlLang(language)}">${paragraphs(block.text[language])}</div>`)}
    ${block.standing !== null && html`<div class="status">${say(block.standing, shown)}</div>`}
    ${block.role === 'recommendation' && fateMarkup(block.number, view)}
  </div>`
}

function anchor(role: string, number: string): string {
  return role === 'recommendation' ? `recommendation-${number}` : `clause-${number}`
}

/** A text's lines as paragraphs. */
function paragraphs(text: string): Markup[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => html`<p>${line}</p>`)
}

/** Everything that was noted of the outcome, in order, with the day. */
function followUpMarkup({ followUps, shown }: OutcomeView): Markup {
  if (followUps.length === 0) return html``
  return html`<section class="follow">
    <h2>${say(LABELS.followUp, shown)}</h2>
    <ol>
      ${followUps.map(
        ({ recommendation, status, words, notedOn }, index) =>
          html`<li id="note-${index + 1}">
            <time datetime="${notedOn}">${say(dayWords(notedOn), shown)}</time>
            <div>
              <span class="chip ${status}">${say(LABELS[status], shown)}</span>
              ${recommendation !== null && html`<a href="#recommendation-${recommendation}">${say(LABELS.recommendation, shown)} ${recommendation}</a>`}
              ${correctionMarkup(followUps, index, shown)}
              ${isCorrected(followUps, index + 1) ? html`<del>${noteWords(words, shown)}</del>` : noteWords(words, shown)}
            </div>
          </li>`,
      )}
    </ol>
  </section>`
}

/** That a note stands in the place of an earlier one, or a later one in its place (OU28). */
function correctionMarkup(notes: readonly FollowUp[], index: number, shown: Shown): Markup {
  const corrects = notes[index]?.corrects ?? null
  const by = notes.findIndex((note) => note.corrects === index + 1)
  return html`${corrects !== null && html`<a href="#note-${corrects}">${say(LABELS.correctsNote, shown)}</a>`}
  ${by !== -1 && html`<a href="#note-${by + 1}">${say(LABELS.correctedBelow, shown)}</a>`}`
}

/** What became of a recommendation last, below its words (OU15). */
function fateMarkup(number: string | null, { followUps, shown }: OutcomeView): Markup {
  const last = latestNote(followUps, number)
  if (number === null || last === undefined) return html``
  return html`<div class="fate">
    <span class="chip ${last.status}">${say(LABELS[last.status], shown)}</span>
    <span class="fate-words">${noteWords(last.words, shown)}</span>
  </div>`
}

function noteWords(words: Bilingual, shown: Shown): Markup[] {
  const wanted = shown === 'both' ? LANGUAGES : [shown]
  const given = wanted.filter((language) => words[language] !== '')
  const languages = given.length > 0 ? given : LANGUAGES.filter((one) => words[one] !== '')
  return languages.map((language) => html`<p lang="${htmlLang(language)}">${words[language]}</p>`)
}
