import type { Bilingual, Language } from '#shared/kernel'
import { KIND_LABELS, dayWords, markTerms, queryTerms } from '#shared/outcomes'
import { html, type Markup } from './html.ts'
import { LABELS } from './labels.ts'
import { htmlLang, page, plainly, query, say, type Shown } from './page.ts'
import type { Narrowing, Shelf } from './library.ts'
import type { Published } from './store-public.ts'

/** What the outcomes of a list stand under. */
export const GROUPINGS = ['date', 'topic', 'dialogue'] as const

/** What the outcomes of a list stand under. */
type Grouping = (typeof GROUPINGS)[number]

/** What the list's page shows. */
export interface ListView {
  readonly shelf: Shelf
  readonly narrowing: Narrowing
  /** Which page of the list, from 1; one that is not there is the last. */
  readonly number: number
  readonly by: Grouping
  readonly shown: Shown
  readonly origin: string
}

/** Writes the list of published outcomes. */
export function listPage(view: ListView): string {
  const { shelf, narrowing, by, shown, origin } = view
  const { all } = shelf
  const found = shelf.find(narrowing)
  const listed = entries(found, narrowing, by)
  const last = Math.max(1, Math.ceil(listed.length / A_PAGE))
  const number = Math.min(view.number, last)
  const some = listed.slice((number - 1) * A_PAGE, number * A_PAGE)
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
      ${isNarrowed && found.length > 0 && html`<p class="count">${countOf(found.length, shown)}</p>`}
      ${found.length === 0 ? nothing(isNarrowed, shown) : grouped(view, some)}
      ${last > 1 && turning(withGrouping(keep, by), number, last, shown)}
      ${all.length > 1 && compareForm(some, shown)}`,
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

/** How many outcomes stand on a page of a list. */
const A_PAGE = 20

/** An outcome in a list, under the heading that it stands under, if any. */
interface Entry {
  readonly published: Published
  readonly heading: Bilingual | undefined
}

/** The outcomes under their days, topics or dialogues; found ones in the order of relevance (OU32). */
function entries(found: readonly Published[], { q = '' }: Narrowing, by: Grouping): Entry[] {
  if (by === 'date' && queryTerms(q).length > 0) {
    return found.map((published) => ({ published, heading: undefined }))
  }
  const groups = new Map<string, Entry[]>()
  for (const published of found) {
    for (const heading of groupsOf(published, by)) {
      const key = `${heading.en}\n${heading.zh}`
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [{ published, heading }])
      else group.push({ published, heading })
    }
  }
  return [...groups.values()].flat()
}

function grouped({ shelf, narrowing, shown }: ListView, some: readonly Entry[]): Markup[] {
  const terms = queryTerms(narrowing.q ?? '')
  const list = (of: readonly Entry[]) =>
    html`<ul class="list">
      ${of.map(({ published }) => item(published, { shelf, terms, shown }))}
    </ul>`
  const same = (a: Bilingual | undefined, b: Bilingual | undefined) =>
    a?.en === b?.en && a?.zh === b?.zh
  const groups: Entry[][] = []
  for (const entry of some) {
    const group = groups.at(-1)
    if (group !== undefined && same(group[0]?.heading, entry.heading)) group.push(entry)
    else groups.push([entry])
  }
  return groups.map((group) => {
    const heading = group[0]?.heading
    if (heading === undefined) return list(group)
    return html`<section class="group">
      <h2>${say(heading, shown)}</h2>
      ${list(group)}
    </section>`
  })
}

/** The links to the page before and the page after. */
function turning(keep: URLSearchParams, number: number, last: number, shown: Shown): Markup {
  const link = (to: number, rel: 'prev' | 'next') => {
    const params = new URLSearchParams(keep)
    if (to > 1) params.set('page', String(to))
    const words = rel === 'prev' ? LABELS.newer : LABELS.older
    return html`<a rel="${rel}" href="/outcomes${query(params.toString(), shown)}"
      >${say(words, shown)}</a
    >`
  }
  return html`<nav class="turning" aria-label="${plainly(LABELS.pages, shown)}">
    ${number > 1 && link(number - 1, 'prev')}
    <span>${number} / ${last}</span>
    ${number < last && link(number + 1, 'next')}
  </nav>`
}

function groupsOf({ outcome }: Published, by: Grouping): readonly Bilingual[] {
  if (by === 'dialogue') return [outcome.dialogue]
  if (by === 'topic') return outcome.topics.length > 0 ? outcome.topics : [LABELS.noTopic]
  const [year = '', month = ''] = outcome.date.split('-')
  const { en } = dayWords(outcome.date)
  return [{ en: en.replace(/^\d+ /, ''), zh: `${year}年${Number(month)}月` }]
}

interface Listing {
  readonly shelf: Shelf
  readonly terms: readonly string[]
  readonly shown: Shown
}

function item(published: Published, listing: Listing): Markup {
  const { terms, shown } = listing
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
    ${terms.length > 0 && passage(published, listing)}
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
function passage(published: Published, { shelf, terms, shown }: Listing): Markup | false {
  const words = shelf.passage(published, terms)
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

/** Asks for two references; those of this page are offered. */
function compareForm(some: readonly Entry[], shown: Shown): Markup {
  const offered = new Map(
    some.map(({ published: { outcome } }) => [outcome.reference, outcome.title]),
  )
  const language = shown === 'zh' ? 'zh' : 'en'
  const [newer = '', older = newer] = offered.keys()
  const field = (name: string, value: string) =>
    html`<label
      >${name.toUpperCase()}
      <input
        name="${name}"
        list="references"
        maxlength="40"
        autocomplete="off"
        required
        value="${value}"
    /></label>`
  return html`<form class="search" action="/outcomes/compare" method="get">
    <h2>${say(LABELS.compareTwo, shown)}</h2>
    <p class="hint">${say(LABELS.compareHint, shown)}</p>
    ${field('a', older)} ${field('b', newer)}
    <datalist id="references">
      ${[...offered].map(
        ([reference, title]) =>
          html`<option value="${reference}">${title[language] || title.en || title.zh}</option>`,
      )}
    </datalist>
    ${shown !== 'both' && html`<input type="hidden" name="lang" value="${shown}" />`}
    <button class="btn">${say(LABELS.compare, shown)}</button>
  </form>`
}
