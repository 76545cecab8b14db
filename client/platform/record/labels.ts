/** How each delegation may sign its brackets. */
export { bracketLabels } from '#shared/proposals'
