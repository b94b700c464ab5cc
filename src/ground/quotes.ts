import type { Sentence } from '../parse/index.ts'
import type { Reading } from './candidates.ts'
import type { Draft } from './drafts.ts'
import { draftAt, type Scene } from './scene.ts'
import { dependents } from './tree.ts'
import { speechVerbs } from './words.ts'

/** For each token whether it stands inside a direct quotation that opens or closes in its sentence. */
export function quotedTokens({ tokens }: Sentence): boolean[] {
  const marks = tokens.map((token) => quoteMark(token.form))
  const first = marks.find((mark) => mark !== null)
  let open = first === 'close'
  const seen: boolean[] = []
  marks.forEach((mark) => {
    if (mark === 'open') open = true
    else if (mark === 'close') open = false
    else if (mark === 'either') open = !open
    seen.push(open && mark === null)
  })
  return seen
}

function quoteMark(form: string): 'open' | 'close' | 'either' | null {
  if (form === '“' || form === '``') return 'open'
  if (form === '”' || form === "''") return 'close'
  return form === '"' ? 'either' : null
}

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
