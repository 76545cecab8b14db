import type { AgendaItem, Session } from '#shared/sessions'

/** What can be done with a point of the agenda, beside taking it up. */
interface PointActions {
  readonly edit: () => void
  readonly move: (afterId: string | null) => void
  readonly remove: () => void
  readonly putBack: () => void
}

/** What the rule allows with a point now (SE10): nothing is offered that would be refused. */
export function pointMenu(
  { agenda, status }: Session,
  item: AgendaItem,
  { edit, move, remove, putBack }: PointActions,
): { id: 'edit' | 'moveUp' | 'moveDown' | 'remove' | 'putBack'; onAction: () => void }[] {
  if (item.status === 'current' && status === 'open') return [{ id: 'putBack', onAction: putBack }]
  if (item.status !== 'pending') return []
  const place = agenda.indexOf(item)
  const before = agenda[place - 1]
  const after = agenda[place + 1]
  const up = before?.status === 'pending'
  const down = after?.status === 'pending'
  return [
    { id: 'edit', onAction: edit },
    ...(up ? [{ id: 'moveUp' as const, onAction: () => move(agenda[place - 2]?.id ?? null) }] : []),
    ...(down ? [{ id: 'moveDown' as const, onAction: () => move(after.id) }] : []),
    { id: 'remove', onAction: remove },
  ]
}
