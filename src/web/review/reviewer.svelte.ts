import type { Change, Correction, Decision } from '../../ledger/index.ts'
import { answer, api } from '../client.ts'

/** Who decides here; kept in this browser and sent with every decision. */
export const reviewer = $state({ name: localStorage.getItem('reviewer') ?? '' })

export function signAs(name: string): void {
  reviewer.name = name.trim()
  localStorage.setItem('reviewer', reviewer.name)
}

/** Sends a decision under the reviewer's name; resolves with it as the ledger kept it. */
export const decide = (correction: Correction, why = ''): Promise<Decision> =>
  answer(api.decisions.$post({ json: { ...correction, by: reviewer.name, why } as never }))

export type { Change, Correction, Decision }

const verbs: { [action in Correction['action']]: string } = {
  accept: 'accepted',
  reject: 'rejected',
  edit: 'edited',
  comment: 'commented',
  merge: 'put together',
  split: 'took apart',
  undo: 'took back a decision',
}

/** "Ada accepted, 26 Nov 2026 00:12". */
export const decisionWords = ({ by, action, at }: Decision): string =>
  `${by} ${verbs[action]}, ${at.slice(0, 10)} ${at.slice(11, 16)}`
