export { accept, refuse, type Decision, type Refusal, type RefusalParams } from './result.ts'
export { canonicalJson, type Json } from './json.ts'
export {
  LANGUAGES,
  bilingualSchema,
  hashSchema,
  idSchema,
  instantSchema,
  reasonSchema,
  type Bilingual,
  type Language,
} from './words.ts'
export { later, millis, type Context, type Sha256 } from './context.ts'
export { holdsForbidden } from './characters.ts'
export { csvText } from './csv.ts'
export { isTimeZone } from './zones.ts'
