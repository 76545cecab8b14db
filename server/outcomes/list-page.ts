import type { Bilingual, Language } from '#shared/kernel'
import { KIND_LABELS, dayWords, redlineOutcomes, type Compared } from '#shared/outcomes'
import { html, type Markup } from './html.ts'
import { LABELS } from './labels.ts'
import { htmlLang, page, query, say, type Shown } from './page.ts'
import type { Narrowing, Published } from './store-public.ts'

/** What the list's page shows. */
export interface ListView {
  readonly outcomes: readonly Published[]
  /** All that the reader may see, for the choices of topics and dialogues. */
  readonly all: readonly Published[]
  readonly narrowing: Narrowing
  readonly shown: Shown
  readonly origin: string
}

/** Writes the list of published outcomes. */
export function listPage({ outcomes, all, narrowing, shown, origin }: ListView): string {
  const given = Object.entries(narrowing).filter(([, value]) => value !== '')
  return page({
    title: `${LABELS.site.en} · ${LABELS.site.zh}`,
    shown,
    path: '/outcomes',
    origin,
    description: `${LABELS.site.en}. ${LABELS.site.zh}。`,
    keep: new URLSearchParams(given).toString(),
    body: html`<h1>${say(LABELS.site, shown)}</h1>
      <form class="search" role="search" action="/outcomes" method="get">
        <label
          >${say(LABELS.search, shown)}
          <input
            type="search"
            name="q"
            maxlength="200"
            value="${narrowing.q ?? ''}"
            placeholder="${hint(shown)}"
        /></label>
        ${choice(
          'topic',
          LABELS.topic,
          choices(
            all.flatMap(({ outcome }) => outcome.topics),
            shown,
          ),
          narrowing.topic,
          shown,
        )}
        ${choice(
          'dialogue',
          LABELS.dialogue,
          choices(
            all.map(({ outcome }) => outcome.dialogue),
            shown,
          ),
          narrowing.dialogue,
          shown,
        )}
        <label
          >${say(LABELS.from, shown)}
          <input type="date" name="from" value="${narrowing.from ?? ''}"
        /></label>
        <label
          >${say(LABELS.until, shown)}
          <input type="date" name="until" value="${narrowing.until ?? ''}"
        /></label>
        ${shown !== 'both' && html`<input type="hidden" name="lang" value="${shown}" />`}
        <button class="btn primary">${say(LABELS.search, shown)}</button>
      </form>
      ${outcomes.length === 0 ? html`<p>${say(LABELS.nothingFound, shown)}</p>` : byDialogue(outcomes, shown)}
      ${all.length > 1 && compareForm(all, shown)}`,
  })
}

function hint(shown: Shown): string {
  return shown === 'zh' ? LABELS.searchHint.zh : LABELS.searchHint.en
}

function byDialogue(outcomes: readonly Published[], shown: Shown): Markup[] {
  const groups = new Map<string, Published[]>()
  for (const published of outcomes) {
    const { en, zh } = published.outcome.dialogue
    const key = `${en}\n${zh}`
    groups.set(key, [...(groups.get(key) ?? []), published])
  }
  return [...groups.values()].map(
    (group) =>
      html`<section class="group">
        ${group[0] !== undefined && html`<h2>${say(group[0].outcome.dialogue, shown)}</h2>`}
        <ul class="list">
          ${group.map((published) => item(published, shown))}
        </ul>
      </section>`,
  )
}

function item({ outcome, supersededBy, withdrawnOn }: Published, shown: Shown): Markup {
  const { reference, topics, title, kind, date } = outcome
  return html`<li>
    <div class="kick">
      ${say(KIND_LABELS[kind], shown)} ·
      ${topics.map((topic) => html`${say(topic, shown)} · `)}<time datetime="${date}"
        >${say(dayWords(date), shown)}</time
      >
    </div>
    <a class="title" href="/outcomes/${reference}${query('', shown)}">${say(title, shown)}</a>
    <span class="ref">${reference}</span>
    ${supersededBy !== null && html`<span class="chip mark">${say(LABELS.superseded, shown)} ${supersededBy}</span>`}
    ${withdrawnOn !== null && html`<span class="chip mark">${say(LABELS.withdrawn, shown)} ${withdrawnOn}</span>`}
  </li>`
}

function choices(words: readonly Bilingual[], shown: Shown): string[] {
  const language: Language = shown === 'zh' ? 'zh' : 'en'
  return [...new Set(words.map((one) => one[language] || one.en || one.zh))].sort()
}

function choice(
  name: string,
  label: Bilingual,
  values: readonly string[],
  chosen: string | undefined,
  shown: Shown,
): Markup {
  return html`<label
    >${say(label, shown)}
    <select name="${name}">
      <option value="">—</option>
      ${values.map((value) => html`<option${value === chosen && html` selected`}>${value}</option>`)}
    </select></label
  >`
}

function compareForm(all: readonly Published[], shown: Shown): Markup {
  const options = all.map(
    ({ outcome }) =>
      html`<option value="${outcome.reference}">
        ${outcome.reference} ${outcome.title.en || outcome.title.zh}
      </option>`,
  )
  return html`<form class="search" action="/outcomes/compare" method="get">
    <h2>${say(LABELS.compareTwo, shown)}</h2>
    <label
      >A
      <select name="a">
        ${options}
      </select></label
    >
    <label
      >B
      <select name="b">
        ${options}
      </select></label
    >
    ${shown !== 'both' && html`<input type="hidden" name="lang" value="${shown}" />`}
    <button class="btn">${say(LABELS.compare, shown)}</button>
  </form>`
}

/** Writes the comparison of two outcomes, clause by clause. */
export function comparePage(
  a: Published,
  b: Published,
  { shown, origin }: { readonly shown: Shown; readonly origin: string },
): string {
  const languages: readonly Language[] = shown === 'both' ? ['en', 'zh'] : [shown]
  const [one, other] = [a.outcome.reference, b.outcome.reference]
  return page({
    title: `${one} · ${other} · ${LABELS.compare.en}`,
    shown,
    path: '/outcomes/compare',
    origin,
    keep: new URLSearchParams({ a: one, b: other }).toString(),
    body: html`<div class="kick">${say(LABELS.compareTwo, shown)}</div>
      <h1><a href="/outcomes/${one}">${one}</a> → <a href="/outcomes/${other}">${other}</a></h1>
      <article class="${languages.length > 1 ? 'two' : 'one'} compare">
        ${redlineOutcomes(a.outcome, b.outcome).map((compared) => comparedMarkup(compared, languages))}
      </article>`,
  })
}

function comparedMarkup(compared: Compared, languages: readonly Language[]): Markup {
  const { before, after, segments } = compared
  const numbers = [...new Set([before, after].filter((number) => number !== null))]
  return html`<div class="cl">
    <span class="no">${numbers.join(' → ')}</span> ${languages.map(
      (language) =>
        html`<p lang="${htmlLang(language)}">
          ${segments[language].map(({ kind, text }) =>
            kind === 'ins'
              ? html`<ins>${text}</ins>`
              : kind === 'del'
                ? html`<del>${text}</del>`
                : html`${text}`,
          )}
        </p>`,
    )}
  </div>`
}
