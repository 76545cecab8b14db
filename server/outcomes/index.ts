export { publishedSite } from './routes.ts'
export { type Reader } from './store-public.ts'
export { noteFollowUp, publishOutcome, withdrawOutcome, type Publication } from './store-publish.ts'
