import { cellsOfObject } from './json-values.ts'
import { ownColumns, ownValues, understandOwn } from './own-fields.ts'
import type { RowFormat } from './row-format.ts'

/** Détente's own JSONL: one happening a line with everything the ledger knows of it. */
export const ownJsonl: RowFormat = {
  name: 'jsonl',
  family: 'detente',
  title: 'JSONL of Détente',
  extension: 'jsonl',
  shape: 'json',
  columns: ownColumns,
  header: false,
  saysStatus: true,
  onePair: false,
  needsDay: false,
  tell: (happening) => cellsOfObject(ownValues(happening)),
  understand: (_cells, value) => understandOwn(value!),
}
