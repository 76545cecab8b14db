import type { Dialogue } from '#shared/dialogues'
import type { DelegationLabels } from './brackets.ts'

const CHINESE = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛']

/** How each delegation may sign its brackets: by its letter, or as 甲方, 乙方 … in their order. */
export function bracketLabels(dialogue: Dialogue): DelegationLabels {
  return Object.fromEntries(
    dialogue.delegations.map(({ label }, index) => {
      const stem = CHINESE[index]
      return [label, stem === undefined ? [label] : [label, `${stem}方`, stem]]
    }),
  )
}
