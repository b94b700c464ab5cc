/** Something the ledger cannot do, with a stable `code` and what to do about it. */
export class LedgerError extends Error {
  readonly code: string
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'LedgerError'
    this.code = code
  }
}
