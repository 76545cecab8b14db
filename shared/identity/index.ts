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
  barTo,
  isDeadline,
  isOperation,
  isSensitive,
  mayAsk,
  type Grant,
  type OperationId,
  type Row,
  type Standing,
} from './operations.ts'
export {
  LONGEST_PASSWORD,
  SHORTEST_PASSWORD,
  passwordFlaw,
  type PasswordFlaw,
  type PasswordOwner,
} from './password.ts'
