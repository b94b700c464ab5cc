import type { SourceFile } from './read-rules.ts'
import type { WordClasses } from './rule.ts'
import { RuleError } from './rule-error.ts'

/** Adds the words of one `class pos lemmas cameo mode` table to `classes`. Throws `RuleError` (`class-form`) naming file and line. */
export function readClasses(file: SourceFile, classes: WordClasses): void {
  for (const { line, cells } of rowsOf(file)) {
    const [name, pos, lemmas, cameo, mode] = cells
    if (!name || !pos || !lemmas)
      throw new RuleError(
        'class-form',
        `${file.path}:${line}: expected class, pos and lemmas, saw ${JSON.stringify(cells.join('\t'))}`,
      )
    if (!['verb', 'noun', 'adj'].includes(pos))
      throw new RuleError('class-form', `${file.path}:${line}: pos is "${pos}"; expected verb, noun or adj`)
    let entries = classes.get(name)
    if (!entries) classes.set(name, (entries = new Map()))
    for (const lemma of lemmas.split('|')) {
      const key = `${pos}:${lemma.trim()}`
      if (!entries.has(key)) entries.set(key, { ...(cameo && { cameo }), ...(mode && { mode }) })
    }
  }
}

/** Context keywords from a `context words` table: lower-case words and phrases by context. */
export function readContexts(file: SourceFile): { context: string; words: string[] }[] {
  return rowsOf(file).map(({ cells }) => ({
    context: cells[0]!,
    words: (cells[1] ?? '')
      .split('|')
      .map((word) => word.trim())
      .filter(Boolean),
  }))
}

/** True when the table's first line names contexts, not classes. */
export function isContextTable(file: SourceFile): boolean {
  return file.text.startsWith('context\t')
}

function rowsOf(file: SourceFile): { line: number; cells: string[] }[] {
  return file.text
    .split('\n')
    .map((text, at) => ({ line: at + 1, text: text.trimEnd() }))
    .slice(1)
    .filter(({ text }) => text !== '' && !text.startsWith('#'))
    .map(({ line, text }) => ({ line, cells: text.split('\t') }))
}
