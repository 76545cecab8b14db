import { useSyncExternalStore } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { Switch } from '../../ui/fields.tsx'

const KEY = 'terms-marked'
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether terms of the glossary are marked in the texts; remembered in this browser. */
export function useTermsMarked(): readonly [boolean, (on: boolean) => void] {
  const isOn = useSyncExternalStore(subscribe, () => localStorage.getItem(KEY) !== 'off')
  const set = (on: boolean) => {
    localStorage.setItem(KEY, on ? 'on' : 'off')
    for (const listener of listeners) listener()
  }
  return [isOn, set]
}

/** Turns the marking of terms in the texts on and off. */
export function MarkTerms() {
  const { t } = useWords()
  const [isOn, set] = useTermsMarked()
  return <Switch label={t(($) => $.glossary.marks)} isSelected={isOn} onChange={set} />
}
