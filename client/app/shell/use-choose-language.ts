import type { Language } from '#shared/kernel'
import { useChangeSettings } from '../../between/own.ts'
import { useMe } from '../../identity/account.ts'
import { chooseLanguage } from '../../platform/i18n/index.ts'

/** Chooses the language of the screen; mails are written in the language that was chosen last (BT7). */
export function useChooseLanguage(): (choice: Language) => void {
  const change = useChangeSettings()
  const me = useMe()
  return (choice) => {
    void chooseLanguage(choice)
    if (me.data?.ok === true && me.data.value.account !== null) void change({ language: choice })
  }
}
