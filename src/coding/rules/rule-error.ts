/** A rule or word class that cannot be used: what was seen, what was expected, what to do. `code` is stable. */
export class RuleError extends Error {
  readonly code: string
  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'RuleError'
    this.code = code
  }
}
