import type { Bilingual, Language } from '#shared/kernel'
import { KIND_LABELS, dayWords, markTerms, queryTerms, relevance } from '#shared/outcomes'
import { html, type Markup } from './html.ts'
import { LABELS } from './labels.ts'
import { htmlLang, page, plainly, query, say, type Shown } from './page.ts'
import type { Narrowing, Published } from './store-public.ts'

/** What the outcomes of a list stand under. */
export const GROUPINGS = ['date', 'topic', 'dialogue'] as const

/** What the outcomes of a list stand under. */
type Grouping = (typeof GROUPINGS)[number]

/** What the list's page shows. */
export interface ListView {
  readonly outcomes: readonly Published[]
  /** All that the reader may see, for the choices of topics and dialogues. */
  readonly all: readonly Published[]
  readonly narrowing: Narrowing
  readonly by: Grouping
  readonly shown: Shown
  readonly origin: string
}

/** Writes the list of published outcomes. */
export function listPage(view: ListView): string {
  const { outcomes, all, narrowing, by, shown, origin } = view
  const given = Object.entries(narrowing).filter(([, value]) => value !== '')
  const keep = new URLSearchParams(given)
  const isNarrowed = given.length > 0
  return page({
    title: plainly(LABELS.site, shown),
    shown,
    path: '/outcomes',
    origin,
    description: plainly(LABELS.site, shown),
    keep: withGrouping(keep, by).toString(),
    body: html`<h1>${say(LABELS.site, shown)}</h1>
      <form class="search" role="search" action="/outcomes" method="get">
        <label
          >${say(LABELS.search, shown)}
          <input
            type="search"
            name="q"
            maxlength="200"
            value="${narrowing.q ?? ''}"
            placeholder="${plainly(LABELS.searchHint, shown)}"
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
      ${all.length > 0 && groupings(by, keep, shown)}
      ${isNarrowed && outcomes.length > 0 && html`<p class="count">${countOf(outcomes.length, shown)}</p>`}
      ${outcomes.length === 0 ? nothing(isNarrowed, shown) : grouped(view)}
      ${all.length > 1 && compareForm(all, shown)}`,
  })
}

function nothing(isNarrowed: boolean, shown: Shown): Markup {
  if (!isNarrowed) return html`<p class="empty">${say(LABELS.noneYet, shown)}</p>`
  return html`<div class="empty" role="status">
    <p>${say(LABELS.nothingFound, shown)}</p>
    <p>
      ${say(LABELS.nothingFoundHint, shown)}
      <a href="/outcomes${query('', shown)}">${say(LABELS.allOutcomes, shown)}</a>
    </p>
  </div>`
}

function countOf(count: number, shown: Shown): Markup {
  const words = { en: `${count} ${count === 1 ? 'outcome' : 'outcomes'}`, zh: `${count}份成果` }
  return say(words, shown)
}

function groupings(by: Grouping, keep: URLSearchParams, shown: Shown): Markup {
  return html`<nav class="groupings" aria-label="${plainly(LABELS.listBy, shown)}">
    <span>${say(LABELS.listBy, shown)}</span>
    ${GROUPINGS.map((one) => {
      return html`<a
        href="/outcomes${query(withGrouping(keep, one).toString(), shown)}"
        ${one === by && html` aria-current="true"`}
        >${say(LABELS[one], shown)}</a
      >`
    })}
  </nav>`
}

function withGrouping(keep: URLSearchParams, by: Grouping): URLSearchParams {
  const params = new URLSearchParams(keep)
  if (by !== 'date') params.set('by', by)
  return params
}

/** The outcomes under their days, topics or dialogues; found ones in the order of relevance (OU32). */
function grouped(view: ListView): Markup | Markup[] {
  const { outcomes, narrowing, by, shown } = view
  const terms = queryTerms(narrowing.q ?? '')
  const list = (some: readonly Published[]) =>
    html`<ul class="list">
      ${some.map((published) => item(published, terms, shown))}
    </ul>`
  if (by === 'date' && terms.length > 0) return list(outcomes)
  const groups = new Map<string, { name: Bilingual; some: Published[] }>()
  for (const published of outcomes) {
    for (const name of groupsOf(published, by)) {
      const key = `${name.en}\n${name.zh}`
      const group = groups.get(key) ?? { name, some: [] }
      group.some.push(published)
      groups.set(key, group)
    }
  }
  return [...groups.values()].map(
    ({ name, some }) =>
      html`<section class="group">
        <h2>${say(name, shown)}</h2>
        ${list(some)}
      </section>`,
  )
}

function groupsOf({ outcome }: Published, by: Grouping): readonly Bilingual[] {
  if (by === 'dialogue') return [outcome.dialogue]
  if (by === 'topic') return outcome.topics.length > 0 ? outcome.topics : [LABELS.noTopic]
  const [year = '', month = ''] = outcome.date.split('-')
  const { en } = dayWords(outcome.date)
  return [{ en: en.replace(/^\d+ /, ''), zh: `${year}年${Number(month)}月` }]
}

function item(published: Published, terms: readonly string[], shown: Shown): Markup {
  const { outcome, supersededBy, withdrawnOn, distribution } = published
  const { reference, topics, title, kind, date } = outcome
  return html`<li>
    <div class="kick">
      ${say(KIND_LABELS[kind], shown)} ·
      ${topics.map((topic) => html`${say(topic, shown)} · `)}<time datetime="${date}"
        >${say(dayWords(date), shown)}</time
      >
    </div>
    <a class="title" href="/outcomes/${reference}${query('', shown)}"
      >${titles(title, terms, shown)}</a
    >
    ${terms.length > 0 && passage(published, terms, shown)}
    <p class="facts">
      <span class="ref">${reference}</span>
      ${distribution !== 'public' && html`<span class="chip">${say(LABELS[`for-${distribution}`], shown)}</span>`}
      ${supersededBy !== null && html`<span class="chip superseded">${say(LABELS.superseded, shown)} ${supersededBy}</span>`}
      ${withdrawnOn !== null && html`<span class="chip withdrawn">${say(LABELS.withdrawn, shown)} ${say(dayWords(withdrawnOn), shown)}</span>`}
    </p>
  </li>`
}

function titles(title: Bilingual, terms: readonly string[], shown: Shown): Markup[] {
  return languagesOf(title, shown).map(
    (language) =>
      html`<span lang="${htmlLang(language)}">${highlighted(title[language], terms)}</span> `,
  )
}

function languagesOf(words: Bilingual, shown: Shown): Language[] {
  const wanted: Language[] = shown === 'both' ? ['en', 'zh'] : [shown]
  const given = wanted.filter((language) => words[language] !== '')
  return given.length > 0 ? given : (['en', 'zh'] as const).filter((one) => words[one] !== '')
}

/** How much of a passage is shown around the first word found, in characters. */
const AROUND = 90

/** The passage that answers best, in the language in which it does. */
function passage({ outcome }: Published, terms: readonly string[], shown: Shown): Markup | false {
  const { passage: words } = relevance(outcome, terms)
  if (words === undefined) return false
  const hit = (language: Language) => markTerms(words[language], terms).some((part) => part.isHit)
  const candidates = languagesOf(words, shown)
  const language = candidates.find(hit) ?? (['en', 'zh'] as const).find(hit)
  if (language === undefined) return false
  const text = words[language]
  const first = markTerms(text, terms)
  const at = first.findIndex((part) => part.isHit)
  const before = first.slice(0, at).reduce((sum, part) => sum + part.text.length, 0)
  const [from, to] = [Math.max(0, before - AROUND), before + 2 * AROUND]
  const shownText = text.slice(from, to)
  return html`<p class="passage" lang="${htmlLang(language)}">
    ${from > 0 && '…'}${highlighted(shownText, terms)}${to < text.length && '…'}
  </p>`
}

function highlighted(text: string, terms: readonly string[]): Markup[] {
  return markTerms(text, terms).map((part) =>
    part.isHit ? html`<mark>${part.text}</mark>` : html`${part.text}`,
  )
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
  const options = (chosen: number) =>
    all.map(({ outcome: { reference, title } }, index) => {
      const language = shown === 'zh' ? 'zh' : 'en'
      const name = title[language] || title.en || title.zh
      return html`<option value="${reference}" ${index === chosen && html` selected`}>
        ${reference} ${name}
      </option>`
    })
  return html`<form class="search" action="/outcomes/compare" method="get">
    <h2>${say(LABELS.compareTwo, shown)}</h2>
    <label
      >A
      <select name="a">
        ${options(1)}
      </select></label
    >
    <label
      >B
      <select name="b">
        ${options(0)}
      </select></label
    >
    ${shown !== 'both' && html`<input type="hidden" name="lang" value="${shown}" />`}
    <button class="btn">${say(LABELS.compare, shown)}</button>
  </form>`
}
