import type { Reading } from './candidates.ts'
import type { Draft } from './drafts.ts'
import { draftAt, type Scene } from './scene.ts'
import { dependents } from './tree.ts'
import { speechVerbs } from './words.ts'

/** Who speaks the quotation of a sentence: the subject of its verb of saying outside the quotation marks; `null` where none is named. */
export function speakerOf(scene: Scene, reading: Reading, quoted: boolean[]): Draft | null {
  const { tokens } = reading.sentence
  if (!quoted.some(Boolean)) return null
  for (let t = 0; t < tokens.length; t++) {
    if (quoted[t] || tokens[t]!.upos !== 'VERB' || !speechVerbs.has(tokens[t]!.lemma.toLowerCase())) continue
    for (const subject of dependents(reading.tree, t, 'nsubj')) {
      const draft = draftAt(scene, reading, subject)
      if (draft) return draft
    }
  }
  return null
}
