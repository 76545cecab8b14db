/** The zones that a list offers, UTC first, and one that is chosen already. */
export function zoneChoices(
  chosen: string | null,
): readonly { readonly id: string; readonly label: string }[] {
  const zones = new Set([
    'UTC',
    ...(chosen === null ? [] : [chosen]),
    ...Intl.supportedValuesOf('timeZone'),
  ])
  return [...zones].map((zone) => ({ id: zone, label: zone.replaceAll('_', ' ') }))
}
