import { mergeLog } from '#shared/proposals'
import * as Y from 'yjs'
import { begunWith, type StoredState } from './states.ts'

/** How many updates are applied before others have their turn. */
const AT_ONCE = 16

/**
 * The document of a text that reads the same in whichever way its log is put together: update by update, as those who
 * have it open received it, and merged, as it is served to a newcomer and kept as a snapshot. Honest writing always
 * does; neighbours that were made up may not (T16, Y15): then there is none. What is struck is looked at, too: later
 * words stand beside it. Writing goes on meanwhile.
 */
export async function openFaithfully(
  state: StoredState,
  roots: readonly string[],
): Promise<Y.Doc | undefined> {
  const begun = begunWith(state)
  const inOrder = await build([...begun, ...state.tail])
  const expected = orderOf(inOrder, roots)
  for (const updates of [[...begun, mergeLog(state.tail)], [Y.encodeStateAsUpdate(inOrder)]]) {
    if (orderOf(await build(updates), roots) !== expected) return undefined
  }
  return inOrder
}

async function build(updates: readonly Uint8Array[]): Promise<Y.Doc> {
  const doc = new Y.Doc()
  for (const [index, update] of updates.entries()) {
    if (index % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve))
    Y.applyUpdate(doc, update)
  }
  return doc
}

/** The order of everything that stands in the roots, struck or not, as stretches of each writer's clocks. */
function orderOf(doc: Y.Doc, roots: readonly string[]): string {
  return roots.map((root) => stretchesOf(doc.getText(root)).join(' ')).join('\n')
}

function stretchesOf(text: Y.Text): string[] {
  const stretches: string[] = []
  let from = text._start
  while (from !== null) {
    const { client, clock } = from.id
    let end = clock
    let item: Y.Item | null = from
    while (item?.id.client === client && item.id.clock === end) {
      end += item.length
      item = item.right
    }
    stretches.push(`${client}:${clock}-${end}`)
    from = item
  }
  return stretches
}
