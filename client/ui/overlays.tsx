import type { ReactNode } from 'react'
import * as Aria from 'react-aria-components'
import { X } from 'lucide-react'
import { classes } from './classes.ts'
import { useFocusBack } from './focus-back.ts'
import styles from './overlays.module.css'

const name = (part: string) => styles[part] ?? ''

/** A panel over the page that asks for something; closes with Escape or its cross. */
export function Dialog(props: {
  readonly title: string
  readonly closeLabel: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly wide?: boolean
  readonly children: ReactNode
}) {
  return (
    <Aria.ModalOverlay
      className={name('overlay')}
      isOpen={props.isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) props.onClose()
      }}
    >
      <Aria.Modal className={classes(styles['modal'], props.wide === true && styles['wide'])}>
        <Aria.Dialog className={name('dialog')}>
          <FocusBack />
          <div className={name('head')}>
            <Aria.Heading slot="title" className={name('title')}>
              {props.title}
            </Aria.Heading>
            <Aria.Button
              className={name('close')}
              aria-label={props.closeLabel}
              onPress={props.onClose}
            >
              <X size={17} aria-hidden="true" />
            </Aria.Button>
          </div>
          {props.children}
        </Aria.Dialog>
      </Aria.Modal>
    </Aria.ModalOverlay>
  )
}

/** Stands in a panel for as long as that is there. */
function FocusBack() {
  useFocusBack()
  return null
}

/** The row of buttons at the end of a dialog or form. */
export function Actions(props: { readonly children: ReactNode }) {
  return <div className={name('actions')}>{props.children}</div>
}

/** One entry of a menu. */
export interface MenuEntry {
  readonly id: string
  readonly label: string
  readonly lang?: string
  /** A second, smaller line. */
  readonly hint?: string
  /** Whether it stands out as not looked at yet. */
  readonly isNew?: boolean
  readonly isSelected?: boolean
  readonly isDisabled?: boolean
  readonly onAction: () => void
}

/** A button that opens a list of actions, in sections. */
export function Menu(props: {
  readonly label: string
  readonly trigger: ReactNode
  readonly sections: readonly {
    readonly id: string
    readonly title?: string
    readonly entries: readonly MenuEntry[]
  }[]
}) {
  return (
    <Aria.MenuTrigger>
      <Aria.Button className={name('menuButton')} aria-label={props.label}>
        {props.trigger}
      </Aria.Button>
      <Aria.Popover className={name('popover')} placement="bottom end">
        <Aria.Menu className={name('menu')} aria-label={props.label}>
          {props.sections.map((section) => (
            <Aria.MenuSection
              key={section.id}
              className={name('section')}
              {...(section.title === undefined ? { 'aria-label': section.id } : {})}
            >
              {section.title !== undefined && (
                <Aria.Header className={name('sectionTitle')}>{section.title}</Aria.Header>
              )}
              {section.entries.map((entry) => (
                <Aria.MenuItem
                  key={entry.id}
                  id={`${section.id}/${entry.id}`}
                  className={name('entry')}
                  textValue={entry.label}
                  isDisabled={entry.isDisabled ?? false}
                  onAction={entry.onAction}
                >
                  <span className={name('tick')} aria-hidden="true">
                    {entry.isSelected === true ? '✓' : entry.isNew === true ? '●' : ''}
                  </span>
                  <span {...(entry.lang === undefined ? {} : { lang: entry.lang })}>
                    {entry.label}
                    {entry.hint !== undefined && (
                      <span className={name('entryHint')}>{entry.hint}</span>
                    )}
                  </span>
                </Aria.MenuItem>
              ))}
            </Aria.MenuSection>
          ))}
        </Aria.Menu>
      </Aria.Popover>
    </Aria.MenuTrigger>
  )
}

/** A panel of a set of tabs. */
export interface TabSpec {
  readonly id: string
  readonly label: ReactNode
  readonly content: ReactNode
}

/** Panels of which one is shown. */
export function Tabs(props: {
  readonly label: string
  readonly tabs: readonly TabSpec[]
  readonly selected: string
  readonly onSelect: (id: string) => void
}) {
  return (
    <Aria.Tabs
      className={name('tabs')}
      selectedKey={props.selected}
      onSelectionChange={(key) => props.onSelect(String(key))}
    >
      <Aria.TabList className={classes(name('tabList'), 'sideways')} aria-label={props.label}>
        {props.tabs.map((tab) => (
          <Aria.Tab key={tab.id} id={tab.id} className={name('tab')}>
            {tab.label}
          </Aria.Tab>
        ))}
      </Aria.TabList>
      {props.tabs.map((tab) => (
        <Aria.TabPanel key={tab.id} id={tab.id} className={name('panel')}>
          {tab.content}
        </Aria.TabPanel>
      ))}
    </Aria.Tabs>
  )
}

interface Notice {
  readonly tone: 'info' | 'warning' | 'success'
  readonly text: string
}

const queue = new Aria.UNSTABLE_ToastQueue<Notice>({ maxVisibleToasts: 3 })

/** Shows a short notice at the foot of the page; warnings stay until they are closed. */
export function notify(tone: Notice['tone'], text: string): void {
  queue.add({ tone, text }, tone === 'warning' ? {} : { timeout: 6000 })
}

/** The place where notices appear; stands once on the page. */
export function Notices(props: { readonly label: string; readonly closeLabel: string }) {
  return (
    <Aria.UNSTABLE_ToastRegion queue={queue} className={name('notices')} aria-label={props.label}>
      {({ toast }) => (
        <Aria.UNSTABLE_Toast
          toast={toast}
          className={classes(styles['notice'], styles[toast.content.tone])}
        >
          <Aria.UNSTABLE_ToastContent>
            <Aria.Text slot="title">{toast.content.text}</Aria.Text>
          </Aria.UNSTABLE_ToastContent>
          <Aria.Button slot="close" className={name('close')} aria-label={props.closeLabel}>
            <X size={15} aria-hidden="true" />
          </Aria.Button>
        </Aria.UNSTABLE_Toast>
      )}
    </Aria.UNSTABLE_ToastRegion>
  )
}
