import type { Sentence } from '../parse/index.ts'

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
