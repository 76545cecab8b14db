import { mergeLog } from '#shared/proposals'
import * as Y from 'yjs'
import { begunWith, type StoredState } from './states.ts'

/**
 * Whether a text reads the same in whichever way its log is put together: update by update, as those who have it
 * open received it, and merged, as it is served to a newcomer and kept as a snapshot. Honest writing always does;
 * neighbours that were made up may not (T16, Y15). What is struck is looked at, too: later words stand beside it.
 */
export function readsTheSame(
  inOrder: Y.Doc,
  state: StoredState,
  roots: readonly string[],
): boolean {
  const begun = begunWith(state)
  const served = [...begun, mergeLog(state.tail)]
  const oneByOne = [...begun, ...state.tail]
  const ways = [served, oneByOne, [Y.encodeStateAsUpdate(inOrder)]]
  const expected = orderOf(inOrder, roots)
  return ways.every((updates) => {
    const doc = new Y.Doc()
    for (const update of updates) Y.applyUpdate(doc, update)
    return orderOf(doc, roots) === expected
  })
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
