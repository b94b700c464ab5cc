import type { Token } from '../../parse/index.ts'

/** Sets fields of the token at an index, on the copy that a repair works on. */
export type Change = (index: number, fields: Partial<Token>) => void
