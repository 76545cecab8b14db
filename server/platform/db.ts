import postgres from 'postgres'

/** The pool. */
export type Database = postgres.Sql
/** What a reader takes: the pool or a transaction. */
export type Sql = postgres.ISql
/** What a writer takes: a write needs a transaction, at compile time. */
export type Tx = postgres.TransactionSql

/** Opens a pool of connections. Connections are made when first needed. */
export function openDatabase(url: string, { max = 12 }: { readonly max?: number } = {}): Database {
  return postgres(url, {
    max,
    onnotice: () => undefined,
    connection: { application_name: 'parley' },
  })
}
