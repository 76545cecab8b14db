import { useState } from 'react'
import {
  canKeepWords,
  forgetDevice,
  ownDevice,
  trustDevice,
} from '../../platform/device/own-device.ts'
import { useWords } from '../../platform/i18n/index.ts'
import { Card } from '../../ui/blocks.tsx'
import { Switch } from '../../ui/fields.tsx'

/** Whether this device is the account's own, so that unsent words may be kept on it, encrypted. */
export function OwnDevice({ accountId }: { readonly accountId: string }) {
  const { t } = useWords()
  const [isOwn, setOwn] = useState(ownDevice(accountId) !== undefined)
  const choose = (own: boolean) => {
    setOwn(own)
    if (own) trustDevice(accountId)
    else void forgetDevice(accountId)
  }
  return (
    <Card title={t(($) => $.typing.device.title)}>
      <Switch
        label={t(($) => $.typing.device.own)}
        isSelected={isOwn && canKeepWords()}
        isDisabled={!canKeepWords()}
        onChange={choose}
      />
      <p className="small muted">{t(($) => $.typing.device.ownNote)}</p>
      <p className="small muted">
        {t(($) => $.typing.device[canKeepWords() ? 'memoryNote' : 'impossible'])}
      </p>
    </Card>
  )
}
