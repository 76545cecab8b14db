export {
  EXPERTISE,
  ROLES,
  expertiseSchema,
  roleSchema,
  sitsInDelegation,
  type Role,
} from './roles.ts'
export {
  OPERATIONS,
  isDeadline,
  isOperation,
  mayAsk,
  type Grant,
  type OperationId,
} from './operations.ts'
export { isSensitive } from './sensitive.ts'
export {
  LONGEST_PASSWORD,
  SHORTEST_PASSWORD,
  passwordFlaw,
  type PasswordFlaw,
  type PasswordOwner,
} from './password.ts'
