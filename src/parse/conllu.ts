/** One word line of a CoNLL-U sentence. Column names as in the format; `head` is 1-based, 0 for the root, -1 where the column holds `_`. */
export interface ConlluWord {
  id: number
  form: string
  lemma: string
  upos: string
  xpos: string
  feats: string
  head: number
  deprel: string
  deps: string
  misc: string
}

/** A sentence with everything its block held, in order: comments, words, and the lines of multiword ranges ("3-4") and empty nodes ("5.1") as they were. */
export interface ConlluSentence {
  comments: string[]
  words: ConlluWord[]
  /** Range and empty-node lines; `before` is the number of words that precede the line. */
  extra: { before: number; line: string }[]
}

const COLUMNS = 10

/** Reads CoNLL-U. Throws an error with `code` "conllu-columns" when a word line has too few columns, "conllu-order" when word ids do not count 1, 2, 3. */
export function readConllu(text: string): ConlluSentence[] {
  const sentences: ConlluSentence[] = []
  let current: ConlluSentence = { comments: [], words: [], extra: [] }
  const close = () => {
    if (current.words.length > 0 || current.comments.length > 0 || current.extra.length > 0) sentences.push(current)
    current = { comments: [], words: [], extra: [] }
  }
  let number = 0
  for (const raw of text.split('\n')) {
    number++
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    if (line.trim() === '') close()
    else if (line.startsWith('#') && current.words.length === 0) current.comments.push(line)
    else if (/^\d+[-.]\d+\t/.test(line)) current.extra.push({ before: current.words.length, line })
    else current.words.push(readWord(line, number, current.words.length + 1))
  }
  close()
  return sentences
}

function readWord(line: string, number: number, expected: number): ConlluWord {
  const column = line.split('\t')
  if (column.length < 2 || column.length > COLUMNS) {
    throw conlluError(
      'conllu-columns',
      `line ${number} has ${column.length} columns, ${COLUMNS} parted by tabs were expected: "${line.slice(0, 60)}"`,
    )
  }
  if (column[0] !== String(expected)) {
    throw conlluError(
      'conllu-order',
      `line ${number} has the word id "${column[0]}" where ${expected} was expected; word ids count up from 1 in each sentence`,
    )
  }
  const at = (i: number) => column[i] ?? '_'
  return {
    id: expected,
    form: at(1),
    lemma: at(2),
    upos: at(3),
    xpos: at(4),
    feats: at(5),
    head: /^\d+$/.test(at(6)) ? Number(at(6)) : -1,
    deprel: at(7),
    deps: at(8),
    misc: at(9),
  }
}

function conlluError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}

/** Writes CoNLL-U: the inverse of `readConllu`, one blank line after each sentence. */
export function writeConllu(sentences: readonly ConlluSentence[]): string {
  const lines: string[] = []
  for (const sentence of sentences) {
    lines.push(...sentence.comments)
    let e = 0
    for (let i = 0; i <= sentence.words.length; i++) {
      while (e < sentence.extra.length && sentence.extra[e]!.before === i) lines.push(sentence.extra[e++]!.line)
      const word = sentence.words[i]
      if (!word) break
      const head = word.head < 0 ? '_' : String(word.head)
      lines.push(
        [
          word.id,
          word.form,
          word.lemma,
          word.upos,
          word.xpos,
          word.feats,
          head,
          word.deprel,
          word.deps,
          word.misc,
        ].join('\t'),
      )
    }
    lines.push('')
  }
  return lines.length > 0 ? lines.join('\n') + '\n' : ''
}
