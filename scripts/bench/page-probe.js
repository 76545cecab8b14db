// Runs in the page that is measured: notes when what was asked for has been painted. Milliseconds of the page's clock.
globalThis.probe = { clicked: 0, readable: 0, whole: 0, keys: [] }

/** Tells the instant after the next paint. */
globalThis.probe.painted = (tell) =>
  requestAnimationFrame(() => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => tell(performance.now())
    channel.port2.postMessage(null)
  })

/** From the next click on: when the first clauses of another text, and when all `count` of them, stand there. */
globalThis.probe.awaitText = (count) => {
  const { probe } = globalThis
  Object.assign(probe, { clicked: 0, readable: 0, whole: 0 })
  const clauses = () => document.querySelectorAll('article[data-clause]')
  const before = clauses()[0]?.getAttribute('data-clause')
  const look = () => {
    const articles = clauses()
    const isNew = articles.length > 0 && articles[0].getAttribute('data-clause') !== before
    const isRead = isNew && (articles[5]?.querySelector('p')?.textContent ?? '') !== ''
    if (isRead && probe.readable === 0) probe.painted((at) => (probe.readable = at))
    if (isRead && articles.length >= count) probe.painted((at) => (probe.whole = at))
    else requestAnimationFrame(look)
  }
  const begin = (event) => {
    probe.clicked = event.timeStamp
    requestAnimationFrame(look)
  }
  document.addEventListener('click', begin, { capture: true, once: true })
}

/** From now on: what passes from each key to the paint that follows it. */
globalThis.probe.watchKeys = () => {
  const struck = ({ timeStamp }) =>
    globalThis.probe.painted((at) => globalThis.probe.keys.push(at - timeStamp))
  window.addEventListener('keydown', struck, { capture: true })
}
