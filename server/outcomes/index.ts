export { publishedSite, type PublishedSiteOptions } from './routes.ts'
export { type Reader } from './store-public.ts'
export {
  noteFollowUp,
  publishOutcome,
  supersedeOutcome,
  withdrawOutcome,
  type FollowUpNote,
  type Publication,
} from './store-publish.ts'
