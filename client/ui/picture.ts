/** A shape of a picture: a filled box, a line through points, or a line of text whose baseline starts at `x`, `y`. */
export type Shape =
  | {
      readonly type: 'line'
      readonly points: readonly (readonly [x: number, y: number])[]
      readonly stroke: string
      readonly width: number
      readonly dash?: readonly number[]
    }
  | {
      readonly type: 'box'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly fill: string
    }
  | {
      readonly type: 'text'
      readonly x: number
      readonly y: number
      readonly size: number
      readonly fill: string
      readonly bold?: boolean
      readonly text: string
    }

/** A picture that can be kept as SVG and as PNG; its title and description say in words what it shows. */
export interface Picture {
  readonly title: string
  readonly description: string
  readonly lang: string
  readonly width: number
  readonly height: number
  readonly shapes: readonly Shape[]
}

const FACE =
  '"Inter Variable", Inter, "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif'

/** The picture as an SVG document. */
export function svgOf(picture: Picture): string {
  const { width, height } = picture
  const shapes = picture.shapes.map((shape) =>
    shape.type === 'line'
      ? `<polyline points="${shape.points.map((point) => point.join()).join(' ')}" fill="none" stroke="${shape.stroke}" stroke-width="${shape.width}"${shape.dash === undefined ? '' : ` stroke-dasharray="${shape.dash.join(' ')}"`}/>`
      : shape.type === 'box'
        ? `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" rx="4" fill="${shape.fill}"/>`
        : `<text x="${shape.x}" y="${shape.y}" font-size="${shape.size}" fill="${shape.fill}"${shape.bold === true ? ' font-weight="600"' : ''}>${escaped(shape.text)}</text>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xml:lang="${picture.lang}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc" font-family='${FACE}'>`,
    `<title id="title">${escaped(picture.title)}</title>`,
    `<desc id="desc">${escaped(picture.description)}</desc>`,
    ...shapes,
    '</svg>\n',
  ].join('\n')
}

/** The picture as a PNG file, drawn at twice its size; `null` where the browser cannot draw it. */
export function pngOf(picture: Picture): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = picture.width * 2
  canvas.height = picture.height * 2
  const pen = canvas.getContext('2d')
  if (pen === null) return Promise.resolve(null)
  pen.scale(2, 2)
  for (const shape of picture.shapes) {
    if (shape.type === 'line') {
      drawLine(pen, shape)
      continue
    }
    pen.fillStyle = shape.fill
    if (shape.type === 'box') {
      pen.beginPath()
      pen.roundRect(shape.x, shape.y, shape.width, shape.height, 4)
      pen.fill()
    } else {
      pen.font = `${shape.bold === true ? '600 ' : ''}${shape.size}px ${FACE}`
      pen.fillText(shape.text, shape.x, shape.y)
    }
  }
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

function drawLine(
  pen: CanvasRenderingContext2D,
  { points, stroke, width, dash = [] }: Extract<Shape, { type: 'line' }>,
): void {
  pen.strokeStyle = stroke
  pen.lineWidth = width
  pen.setLineDash([...dash])
  pen.beginPath()
  for (const [x, y] of points) pen.lineTo(x, y)
  pen.stroke()
}

/** Breaks a text into lines no wider than `width`; a Chinese character counts one em, a Latin one about half. */
export function linesOf(text: string, width: number, size: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(
    /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]|[^\s\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]+|\s+/gu,
  ) ?? []) {
    if (line !== '' && widthOf(line + piece, size) > width) {
      lines.push(line.trim())
      line = piece.trim()
    } else {
      line += piece
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trim()]
}

function widthOf(text: string, size: number): number {
  const widths = Array.from(text, (letter): number => (letter > '\u2E7F' ? 1 : 0.54))
  return widths.reduce((sum, width) => sum + width, 0) * size
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
