import { html } from './html.ts'
import { LABELS } from './labels.ts'
import { page, plainly, say, type Shown } from './page.ts'

/** Writes the page on which a browser checks an outcome by itself. */
export function verifyPage(view: {
  readonly shown: Shown
  readonly reference: string
  readonly origin: string
}): string {
  const { shown, reference, origin } = view
  return page({
    title: plainly(LABELS.verifyTitle, shown),
    shown,
    path: '/log/verify',
    origin,
    keep: reference === '' ? '' : new URLSearchParams({ reference }).toString(),
    script: '/outcomes/assets/verify.js',
    body: html`<h1>${say(LABELS.verifyTitle, shown)}</h1>
      <p>${say(LABELS.verifyIntro, shown)}</p>
      <p>
        ${say(LABELS.verifyHead, shown)}
        <a href="/log/head" download="log-head.json">${say(LABELS.head, shown)}</a>
      </p>
      <noscript><p>${say(LABELS.verifyNoScript, shown)}</p></noscript>
      <form class="search" id="verify">
        <label
          >${say(LABELS.reference, shown)}
          <input name="reference" value="${reference}" autocomplete="off" spellcheck="false"
        /></label>
        <label
          >${say(LABELS.file, shown)}
          <input name="file" type="file" accept=".json,application/json"
        /></label>
        <label
          >${say(LABELS.olderHead, shown)}
          <input name="head" type="file" accept=".json,application/json"
        /></label>
        <button class="btn primary">${say(LABELS.verify, shown)}</button>
      </form>
      <ul id="result" class="checks" aria-live="polite" data-lang="${shown}"></ul>`,
  })
}
