export {
  EMPTY_HEAD,
  GENESIS,
  audienceSchema,
  chain,
  checkChain,
  delegationAudience,
  eventHash,
  recordedEventSchema,
  type Audience,
  type ChainCheck,
  type Draft,
  type Head,
  type RecordedEvent,
} from './event.ts'
export { draftWith, readWith, type EventOf, type EventSchemas } from './define.ts'
export { type Cause, type Step } from './step.ts'
export {
  checkRecordFile,
  recordFile,
  recordFileSchema,
  streamsOf,
  type CheckedStream,
  type RecordFile,
} from './file.ts'
