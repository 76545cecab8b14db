import type { Bilingual } from '#shared/kernel'
import {
  STANDING_LABELS,
  bibtexCitation,
  plainCitation,
  type CanonicalOutcome,
} from '#shared/outcomes'
import { html, type Markup } from './html.ts'
import { LABELS } from './labels.ts'
import type { OutcomeView } from './outcome-page.ts'
import { query, say, type Shown } from './page.ts'

/** What stands beside an outcome: its standing, its proof, its files and how it is cited. */
export function cards(view: OutcomeView): Markup {
  return html`${standingCard(view)} ${verifyCard(view)} ${downloadCard(view)} ${citeCard(view)}`
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
      ${place && row(LABELS.place, say(tree.place, shown), shown)}
      ${row(LABELS.reference, html`<span class="ref">${tree.reference}</span>`, shown)}
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
  if (checked === null) {
    return html`<section class="card">
      <h2>${say(LABELS.verify, shown)}</h2>
      <p class="links">${say(LABELS.notYetLogged, shown)}</p>
      <code>sha-256 ${sha256}</code>
    </section>`
  }
  const { logSize } = checked
  return html`<section class="card">
    <h2>${say(LABELS.verify, shown)}</h2>
    <ul class="checks">
      <li>${checked.text ? pass(LABELS.textMatches, shown) : fail(LABELS.textDiffers, shown)}</li>
      <li>${pass(LABELS.twoKeys, shown)}</li>
      <li>
        ${logSize === undefined ? fail(LABELS.notInLog, shown) : html`${pass(LABELS.inLog, shown)} ${leafIndex + 1}`}
      </li>
    </ul>
    <code>sha-256 ${sha256}</code>
    <p class="links">
      <a
        href="/log/verify?reference=${outcome.reference}${shown !== 'both' && html`&amp;lang=${shown}`}"
        >${say(LABELS.checkYourself, shown)}</a
      >
      ${logSize !== undefined && html`· <a href="/log/inclusion?leaf=${leafIndex}&amp;size=${logSize}">${say(LABELS.proof, shown)}</a>`}
      · <a href="/log/head">${say(LABELS.head, shown)}</a>
    </p>
  </section>`
}

function pass(words: Bilingual, shown: Shown): Markup {
  return html`<span class="ok" aria-hidden="true">✓</span> ${say(words, shown)}`
}

function fail(words: Bilingual, shown: Shown): Markup {
  return html`<span class="bad" aria-hidden="true">✗</span> ${say(words, shown)}`
}

function downloadCard({ published, tree: { reference }, shown }: OutcomeView): Markup {
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
    ${published.outcome.sides.length > 1 && alternatCopies(published.outcome, shown)}
    ${published.withdrawnOn !== null && html`<p class="links"><a href="${to('withdrawal.json')}">${say(LABELS.withdrawalNotice, shown)}</a></p>`}
  </section>`
}

/** Each delegation's own copy names its own side first (OU7). */
function alternatCopies({ reference, sides }: CanonicalOutcome, shown: Shown): Markup {
  return html`<p class="links">${say(LABELS.ownCopies, shown)}</p>
    <ul class="copies">
      ${sides.map((side, index) => {
        const keep = query(`copy=${index + 1}`, shown)
        return html`<li>
          <a href="/outcomes/${reference}.pdf${keep}">${say(side, shown)}</a>
        </li>`
      })}
    </ul>`
}

function citeCard({ tree, shown, origin }: OutcomeView): Markup {
  const { reference } = tree
  const address = `${origin}/outcomes/${reference}`
  const to = (extension: string) => `/outcomes/${reference}.${extension}`
  return html`<section class="card cite">
    <h2>${say(LABELS.cite, shown)}</h2>
    <p class="citation">${plainCitation(tree, address)}</p>
    <details>
      <summary>BibTeX</summary>
      <pre>${bibtexCitation(tree, address)}</pre>
    </details>
    <p class="links">
      <a href="${to('bib')}">BibTeX</a> · <a href="${to('ris')}">RIS</a> ·
      <a href="${to('txt')}">TXT</a> · <a href="/outcomes.atom">${say(LABELS.feed, shown)}</a>
    </p>
  </section>`
}
