import type { Bilingual } from '#shared/kernel'
import {
  STANDING_LABELS,
  type Block,
  type CanonicalOutcome,
  type DocumentTree,
} from '#shared/outcomes'
import { html, type Markup } from './html.ts'
import { LABELS } from './labels.ts'
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
  readonly checked: Checked
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
          ${tree.blocks.map((block) => blockMarkup(block, tree, shown))} ${followUpMarkup(view)}
        </article>
        <aside>${standingCard(view)} ${verifyCard(view)} ${downloadCard(view)}</aside>
      </div>`,
  })
}

function headings({ title, languages }: DocumentTree): Markup {
  const [first, ...others] = languages.filter((language) => title[language] !== '')
  if (first === undefined) return html`<h1>—</h1>`
  return html`<h1 lang="${htmlLang(first)}">${title[first]}</h1>
    ${others.map((language) => html`<div class="second" lang="${htmlLang(language)}">${title[language]}</div>`)}`
}

function marks({ supersededBy, withdrawnOn }: Published, shown: Shown): Markup {
  return html`${withdrawnOn !== null && html`<p class="mark" role="note">${say(LABELS.withdrawn, shown)} <time>${withdrawnOn}</time></p>`}
  ${supersededBy !== null && html`<p class="mark" role="note">${say(LABELS.superseded, shown)} <a href="/outcomes/${supersededBy}${query('', shown)}">${supersededBy}</a></p>`}`
}

function blockMarkup(block: Block, tree: DocumentTree, shown: Shown): Markup {
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

function row(name: Bilingual, value: Markup | string, shown: Shown): Markup {
  return html`<div class="row">
    <dt>${say(name, shown)}</dt>
    <dd>${value}</dd>
  </div>`
}

function standingCard({ published: { outcome }, tree, shown }: OutcomeView): Markup {
  const place = tree.place.en !== '' || tree.place.zh !== ''
  return html`<section class="card">
    <h2>${say(LABELS.standing, shown)}</h2>
    <dl>
      ${row(LABELS.adoptedBy, say(adoption(outcome), shown), shown)}
      ${row(LABELS.level, say(levelOf(outcome), shown), shown)}
      ${row(LABELS.languages, say(LABELS.equallyAuthentic, shown), shown)}
      ${row(LABELS.attribution, say(LABELS.chathamHouse, shown), shown)}
      ${row(LABELS.dialogue, say(tree.dialogue, shown), shown)}
      ${place && row(LABELS.place, say(tree.place, shown), shown)}
      ${row(LABELS.reference, tree.reference, shown)}
      ${tree.supersedes !== null && row(LABELS.supersedes, html`<a href="/outcomes/${tree.supersedes}${query('', shown)}">${tree.supersedes}</a>`, shown)}
    </dl>
  </section>`
}

function adoption({ kind }: CanonicalOutcome): Bilingual {
  if (kind === 'co-chairs-summary') return LABELS.coChairs
  return kind === 'rapporteurs-report' ? LABELS.rapporteur : LABELS.consensus
}

/** The weakest standing among the clauses. */
function levelOf({ clauses }: CanonicalOutcome): Bilingual {
  const standings = new Set(clauses.map(({ status }) => status))
  if (standings.has('not-agreed')) return LABELS.partly
  if (standings.has('agreed-ad-referendum')) return STANDING_LABELS['agreed-ad-referendum']
  if (standings.has('reported')) return STANDING_LABELS.reported
  return standings.has('reserved') ? STANDING_LABELS.reserved : STANDING_LABELS.agreed
}

function verifyCard({ published, checked, shown }: OutcomeView): Markup {
  const { leafIndex, sha256, outcome } = published
  const { logSize } = checked
  return html`<section class="card">
    <h2>${say(LABELS.verify, shown)}</h2>
    <ul class="checks">
      <li>
        ${checked.text ? html`✓ ${say(LABELS.textMatches, shown)}` : html`✗ ${say(LABELS.textDiffers, shown)}`}
      </li>
      <li>✓ ${say(LABELS.twoKeys, shown)}</li>
      <li>
        ${logSize === undefined ? html`✗ ${say(LABELS.notInLog, shown)}` : html`✓ ${say(LABELS.inLog, shown)} ${leafIndex + 1}`}
      </li>
    </ul>
    <code>sha-256 ${sha256}</code>
    <p class="links">
      ${logSize !== undefined && html`<a href="/log/inclusion?leaf=${leafIndex}&amp;size=${logSize}">${say(LABELS.proof, shown)}</a> · `}<a
        href="/log/head"
        >${say(LABELS.head, shown)}</a
      >
      ·
      <a
        href="/log/verify?reference=${outcome.reference}${shown !== 'both' && html`&amp;lang=${shown}`}"
        >${say(LABELS.checkYourself, shown)}</a
      >
    </p>
  </section>`
}

function downloadCard({ tree: { reference }, shown }: OutcomeView): Markup {
  const to = (extension: string) => `/outcomes/${reference}.${extension}`
  const lang = query('', shown)
  return html`<section class="card">
    <h2>${say(LABELS.download, shown)}</h2>
    <p class="links">
      <a href="${to('pdf')}${lang}">PDF</a> · <a href="${to('docx')}${lang}">Word</a> ·
      <a href="${to('md')}${lang}">Markdown</a>
    </p>
    <p class="links">
      <a href="${to('akn.xml')}">Akoma Ntoso</a> · <a href="${to('json')}">JSON</a>
    </p>
    <p class="links">
      ${say(LABELS.cite, shown)}: <a href="${to('bib')}">BibTeX</a> ·
      <a href="${to('ris')}">RIS</a> · <a href="${to('txt')}">TXT</a> ·
      <a href="/outcomes.atom">${say(LABELS.feed, shown)}</a>
    </p>
  </section>`
}

function followUpMarkup({ followUps, shown }: OutcomeView): Markup {
  if (followUps.length === 0) return html``
  return html`<section class="follow">
    <h2>${say(LABELS.followUp, shown)}</h2>
    <ol>
      ${followUps.map(
        ({ recommendation, status, words, notedOn }) =>
          html`<li>
            <time>${notedOn}</time>
            <span class="chip">${say(LABELS[status], shown)}</span>
            ${recommendation !== null && html`<a href="#recommendation-${recommendation}">${say(LABELS.recommendation, shown)} ${recommendation}</a>: `}${say(words, shown)}
          </li>`,
      )}
    </ol>
  </section>`
}

function summary(tree: DocumentTree, shown: Shown): string {
  const language = shown === 'both' ? 'en' : shown
  const first = tree.blocks.find((block) => block.type === 'paragraph' && block.role !== 'side')
  const text = first === undefined ? '' : first.text[language] || first.text.en || first.text.zh
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}

function metadata({ tree }: OutcomeView, address: string): Markup {
  return html`<meta property="article:published_time" content="${tree.date}" />
    <meta name="citation_title" content="${tree.title.en || tree.title.zh}" />
    <meta name="citation_publication_date" content="${tree.date.replaceAll('-', '/')}" />
    <meta name="citation_technical_report_number" content="${tree.reference}" />
    <meta name="citation_pdf_url" content="${address}.pdf" />
    ${['json', 'md', 'akn.xml', 'pdf', 'docx'].map(
      (extension) =>
        html`<link
          rel="alternate"
          type="${TYPES[extension] ?? ''}"
          href="${address}.${extension}"
        /> `,
    )}`
}

/** The media type of each format, by extension. */
export const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  'akn.xml': 'application/akn+xml; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  bib: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
}
