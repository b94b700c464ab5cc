/** Tags and tree of one sentence: `tags[i]` and `relations[i]` are numbers into the analyzer's inventories, `heads[i]` the index of the head word, -1 for the root. */
export interface Analysis {
  tags: Uint8Array
  heads: Int16Array
  relations: Uint8Array
}

/** Tagger and parser in one: from the forms of a sentence (1 to 512) to its analysis. Every answer is one rooted tree. */
export interface Analyzer {
  /** "UPOS XPOS", by number. */
  tags: readonly string[]
  /** UD relations, by number; one of them is "root". */
  relations: readonly string[]
  analyze(forms: readonly string[]): Analysis
}
