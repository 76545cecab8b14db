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
