import type { EventPlace, EventType, Status } from '../coding/index.ts'
import type { DateInterval } from '../text/index.ts'
import type { Party } from './view.ts'

/** What a person may change in an event; what is not named stays. Type or mode changed alone bring their own CAMEO code, Goldstein value and score. */
export interface Change {
  type?: EventType
  mode?: string[]
  contexts?: string[]
  cameo?: string
  status?: Status
  date?: DateInterval | null
  place?: EventPlace | null
  actors?: Party[]
  recipients?: Party[]
  reciprocal?: boolean
  /** Null says that the article itself states it. */
  assertedBy?: Party | null
}

/**
 * What a person says about the ledger. A target is the id of a happening (then all its reports are meant), of a report or of an item that is no event.
 * `merge` says that the targets are one happening; `split` takes reports out of their happening, together.
 */
export type Correction =
  | { action: 'accept' | 'reject' | 'comment'; target: string }
  | { action: 'edit'; target: string; change: Change }
  | { action: 'merge'; targets: string[] }
  | { action: 'split'; reports: string[] }
  | { action: 'undo'; decision: string }

/** A correction as kept: by whom, when and why, on which reports. Nothing is ever taken out; what is undone says so. */
export interface Decision {
  id: string
  /** ISO instant; later decisions outweigh earlier ones. */
  at: string
  by: string
  why: string
  action: Correction['action']
  /** Report ids, sorted; of an undoing those of the decision undone. */
  reports: string[]
  change: Change | null
  /** Of `undo`: the decision it takes back. */
  undoes: string | null
  /** Id of the decision that took this one back, if one did and stands. */
  undoneBy: string | null
}

/** Where the coder, run again, says something else than what a person decided. The person's word stands until a person changes it. */
export interface Disagreement {
  report: string
  article: string
  decision: Decision
  /** What was decided on, in a line. */
  held: string
  /** What the coder says now, in a line; null where it finds nothing in these words any more. */
  coderSays: string | null
}
