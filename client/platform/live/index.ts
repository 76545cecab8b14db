export { liveSocketId, createLive, type Answer, type ConnectionState, type Live } from './live.ts'
