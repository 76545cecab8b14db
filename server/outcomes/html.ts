/** A piece of HTML that is safe to send: made by `html` only. */
export class Markup {
  readonly #text: string
  constructor(parts: readonly string[], values: readonly Value[]) {
    this.#text = parts.reduce((all, part, index) => all + written(values[index - 1]) + part)
  }
  toString(): string {
    return this.#text
  }
}

type Value = string | number | Markup | null | undefined | false | readonly Value[]

/** Writes HTML; every value is escaped unless it is a piece of HTML itself. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Markup {
  return new Markup(parts, values)
}

/** Escapes a text for element content and quoted attributes, in HTML and XML alike. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function written(value: Value): string {
  if (value === null || value === undefined || value === false) return ''
  if (value instanceof Markup) return value.toString()
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
  return value.map(written).join('')
}

/** Data for a script element, as JSON that cannot end the element. */
export function rawJson(data: object): Markup {
  const text = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return new Markup([text], [])
}
