import type { Language } from '#shared/kernel'
import { redlineOutcomes, type Compared } from '#shared/outcomes'
import { html, type Markup } from './html.ts'
import { LABELS } from './labels.ts'
import { htmlLang, page, plainly, say, query, type Shown } from './page.ts'
import type { Published } from './store-public.ts'

/** Writes the comparison of two outcomes, clause by clause. */
export function comparePage(
  a: Published,
  b: Published,
  { shown, origin }: { readonly shown: Shown; readonly origin: string },
): string {
  const languages: readonly Language[] = shown === 'both' ? ['en', 'zh'] : [shown]
  const [one, other] = [a.outcome.reference, b.outcome.reference]
  return page({
    title: `${one} · ${other} · ${plainly(LABELS.compare, shown)}`,
    shown,
    path: '/outcomes/compare',
    origin,
    keep: new URLSearchParams({ a: one, b: other }).toString(),
    body: html`<div class="kick">${say(LABELS.compareTwo, shown)}</div>
      <h1>
        <a href="/outcomes/${one}${query('', shown)}">${one}</a> →
        <a href="/outcomes/${other}${query('', shown)}">${other}</a>
      </h1>
      <p class="legend">
        <del>${say(LABELS.onlyIn, shown)} ${one}</del>
        <ins>${say(LABELS.onlyIn, shown)} ${other}</ins>
      </p>
      <dl class="titles">
        ${[a, b].map(
          ({ outcome }) =>
            html`<dt class="ref">${outcome.reference}</dt>
              <dd>${say(outcome.title, shown)}</dd>`,
        )}
      </dl>
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
