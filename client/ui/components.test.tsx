// @vitest-environment happy-dom
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Banner, Card, Cluster, EmptyState, Row, Skeleton, Stack } from './blocks.tsx'
import { Button, IconButton } from './Button.tsx'
import { Choices, Segmented, Select, Switch, TextArea, TextField } from './fields.tsx'
import {
  Chip,
  DateTime,
  Kbd,
  Party,
  PresenceCounts,
  Scale,
  StackedBar,
  partyTone,
} from './marks.tsx'
import { Actions, Dialog, Notices, Tabs, notify } from './overlays.tsx'

let host: HTMLElement
let root: Root

async function show(node: ReactNode): Promise<HTMLElement> {
  await act(async () => {
    root.render(node)
    await Promise.resolve()
  })
  return host
}

async function press(element: Element | null): Promise<void> {
  if (!(element instanceof HTMLElement)) throw new Error('there is nothing to press')
  await act(async () => {
    element.click()
    await Promise.resolve()
  })
}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  host = document.createElement('div')
  document.body.append(host)
  root = createRoot(host)
})
afterEach(async () => {
  await act(async () => {
    root.unmount()
    await Promise.resolve()
  })
  host.remove()
  vi.unstubAllGlobals()
})

describe('marks', () => {
  it('say in words what their colours show', async () => {
    const page = await show(
      <>
        <Chip tone="adref" sign="✓">
          Done
        </Chip>
        <StackedBar parts={[{ tone: 'agreed', share: 0.5 }]} text="half of it" />
        <Scale tone="b" mark="B" step={4} text="four of five" />
        <PresenceCounts
          label="here"
          counts={[
            { id: '1', tone: 'a', mark: 'A', count: 4 },
            { id: '2', tone: partyTone(1), mark: 'B', count: 5 },
          ]}
        />
        <Kbd>Esc</Kbd>
        <Party tone="c">C</Party>
        <DateTime instant="2026-03-02T10:00:00.000Z" text="2 March" />
      </>,
    )
    const pictures = [...page.querySelectorAll('[role=img]')].map((e) =>
      e.getAttribute('aria-label'),
    )
    expect(pictures).toEqual(['half of it', 'four of five'])
    expect(page.textContent).toContain('A 4 · B 5')
    expect(page.querySelector('time')?.dateTime).toBe('2026-03-02T10:00:00.000Z')
  })

  it('give parties of any number one of the tones', () => {
    expect([0, 1, 2, 3, 4, -1].map(partyTone)).toEqual(['a', 'b', 'c', 'd', 'a', 'd'])
  })
})

describe('controls', () => {
  it('do what they say when they are pressed', async () => {
    const done = vi.fn()
    const page = await show(
      <Cluster>
        <Button onPress={done}>Go</Button>
        <IconButton label="Up" onPress={done}>
          ↑
        </IconButton>
        <Button isDisabled onPress={done}>
          Not now
        </Button>
      </Cluster>,
    )
    const buttons = [...page.querySelectorAll('button')]
    expect(buttons.map((b) => b.getAttribute('aria-label') ?? b.textContent)).toEqual([
      'Go',
      'Up',
      'Not now',
    ])
    for (const button of buttons) await press(button)
    expect(done).toHaveBeenCalledTimes(2)
  })

  it('give back the choice that was taken', async () => {
    const taken = vi.fn()
    const choices = [
      { id: 'one', label: 'One' },
      { id: 'two', label: 'Two', hint: 'the second' },
    ] as const
    const page = await show(
      <Stack>
        <Segmented label="View" choices={choices} value="one" onChange={taken} />
        <Choices label="Which" choices={choices} value="one" onChange={taken} />
        <Select label="List" choices={choices} value={undefined} onChange={taken} placeholder="…" />
        <Switch label="On" isSelected={false} onChange={taken} />
      </Stack>,
    )
    await press([...page.querySelectorAll('[role=radio]')][1] ?? null)
    await press([...page.querySelectorAll('input[type=radio]')][1] ?? null)
    await press(page.querySelector('input[role=switch]'))
    expect(taken.mock.calls.map(([value]: unknown[]) => value)).toEqual(['two', 'two', true])
  })

  it('tie a field to its label and to what is wrong with it', async () => {
    const page = await show(
      <>
        <TextField label="Name" value="" onChange={vi.fn()} error="Write a name." />
        <TextArea
          label="Reason"
          value="x"
          onChange={vi.fn()}
          description="At most a page."
          lang="zh"
        />
      </>,
    )
    const input = page.querySelector('input')
    const described = input?.getAttribute('aria-describedby')?.split(' ') ?? []
    expect(described.map((id) => document.getElementById(id)?.textContent).join('')).toContain(
      'Write a name.',
    )
    expect(input?.getAttribute('aria-invalid')).toBe('true')
    expect(page.querySelector('textarea')?.labels[0]?.textContent).toBe('Reason')
  })
})

describe('blocks and panels', () => {
  it('show their content under their headings', async () => {
    const page = await show(
      <>
        <Card title="Heading" note="since then">
          <Row small>
            <span>left</span>
            <span>right</span>
          </Row>
        </Card>
        <EmptyState title="Nothing yet">Begin here.</EmptyState>
        <Skeleton label="Fetching" />
        <Banner tone="warning">Look out.</Banner>
        <Tabs
          label="Parts"
          selected="b"
          onSelect={vi.fn()}
          tabs={[
            { id: 'a', label: 'A', content: 'first' },
            { id: 'b', label: 'B', content: 'second' },
          ]}
        />
      </>,
    )
    expect(page.querySelector('h3')?.textContent).toBe('Heading')
    expect(page.querySelector('[role=tabpanel]')?.textContent).toBe('second')
    expect(page.querySelector('[role=alert]')?.textContent).toBe('Look out.')
  })

  it('open a dialog with a name and close it by its cross', async () => {
    const close = vi.fn()
    await show(
      <Dialog title="Question" closeLabel="Close" isOpen onClose={close}>
        <Actions>
          <Button>Yes</Button>
        </Actions>
      </Dialog>,
    )
    const dialog = document.querySelector('[role=dialog]')
    const title = document.getElementById(dialog?.getAttribute('aria-labelledby') ?? 'none')
    expect(title?.textContent).toBe('Question')
    await press(document.querySelector('[aria-label=Close]'))
    expect(close).toHaveBeenCalledOnce()
  })

  it('show a notice and take it away when it is closed', async () => {
    await show(<Notices label="Notices" closeLabel="Close" />)
    await act(async () => {
      notify('warning', 'It did not work.')
      await Promise.resolve()
    })
    expect(document.body.textContent).toContain('It did not work.')
    await press(document.querySelector('[aria-label=Close]'))
    expect(document.body.textContent).not.toContain('It did not work.')
  })
})
