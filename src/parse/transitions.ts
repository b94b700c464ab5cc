/** Longest sentence the parser takes, words and root included; the splitter's bound lies below. */
export const MAX_WORDS = 512

/**
 * A state of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011) over words 0..n-1, with the root as word n at the buffer's end: a stack, the next
 * word of the buffer, and the arcs built. SHIFT pushes the next word, LEFT hangs the stack's top below the next word, RIGHT hangs it below the word under it.
 * The root takes exactly one word, the last on the stack, so every finished state is one rooted tree after 2n actions.
 */
export class ParserState {
  length = 0
  next = 0
  depth = 0
  readonly stack = new Int16Array(MAX_WORDS)
  readonly head = new Int16Array(MAX_WORDS)
  readonly label = new Uint8Array(MAX_WORDS)
  /** Outermost and second outermost children on each side, -1 for none. */
  readonly left1 = new Int16Array(MAX_WORDS)
  readonly left2 = new Int16Array(MAX_WORDS)
  readonly right1 = new Int16Array(MAX_WORDS)
  readonly right2 = new Int16Array(MAX_WORDS)
  readonly leftCount = new Uint8Array(MAX_WORDS)
  readonly rightCount = new Uint8Array(MAX_WORDS)
  /** Relations of the children on each side, a bit each (modulo 32). */
  readonly leftRelations = new Int32Array(MAX_WORDS)
  readonly rightRelations = new Int32Array(MAX_WORDS)

  /** Makes this the first state of a sentence of `length` words. */
  begin(length: number): void {
    this.length = length
    this.next = 0
    this.depth = 0
    const end = length + 1
    this.head.fill(-1, 0, end)
    this.left1.fill(-1, 0, end)
    this.left2.fill(-1, 0, end)
    this.right1.fill(-1, 0, end)
    this.right2.fill(-1, 0, end)
    this.label.fill(0, 0, end)
    this.leftCount.fill(0, 0, end)
    this.rightCount.fill(0, 0, end)
    this.leftRelations.fill(0, 0, end)
    this.rightRelations.fill(0, 0, end)
  }

  get finished(): boolean {
    return this.depth === 0 && this.next === this.length
  }

  get canShift(): boolean {
    return this.next < this.length
  }

  /** LEFT below a word, not the root. */
  get canLeft(): boolean {
    return this.depth > 0 && this.next < this.length
  }

  get canRight(): boolean {
    return this.depth > 1
  }

  /** LEFT below the root: the tree's last arc. */
  get canRoot(): boolean {
    return this.depth === 1 && this.next === this.length
  }

  shift(): void {
    this.stack[this.depth++] = this.next++
  }

  left(label: number): void {
    const child = this.stack[--this.depth]!
    const head = this.next
    this.head[child] = head
    this.label[child] = label
    this.left2[head] = this.left1[head]!
    this.left1[head] = child
    this.leftCount[head]!++
    this.leftRelations[head]! |= 1 << (label & 31)
  }

  right(label: number): void {
    const child = this.stack[--this.depth]!
    const head = this.stack[this.depth - 1]!
    this.head[child] = head
    this.label[child] = label
    this.right2[head] = this.right1[head]!
    this.right1[head] = child
    this.rightCount[head]!++
    this.rightRelations[head]! |= 1 << (label & 31)
  }

  /** Makes this a copy of another state. */
  copy(other: ParserState): void {
    const end = other.length + 1
    this.length = other.length
    this.next = other.next
    this.depth = other.depth
    for (let i = 0; i < other.depth; i++) this.stack[i] = other.stack[i]!
    for (let i = 0; i < end; i++) {
      this.head[i] = other.head[i]!
      this.label[i] = other.label[i]!
      this.left1[i] = other.left1[i]!
      this.left2[i] = other.left2[i]!
      this.right1[i] = other.right1[i]!
      this.right2[i] = other.right2[i]!
      this.leftCount[i] = other.leftCount[i]!
      this.rightCount[i] = other.rightCount[i]!
      this.leftRelations[i] = other.leftRelations[i]!
      this.rightRelations[i] = other.rightRelations[i]!
    }
  }
}

/**
 * The parser's actions as numbers: 0 SHIFT, 1 LEFT below the root, then for each relation LEFT and RIGHT.
 * `relations` never holds "root", which action 1 stands for.
 */
export class Actions {
  readonly count: number

  constructor(readonly relations: readonly string[]) {
    this.count = 2 + 2 * relations.length
  }

  /** Number of the relation an arc action gives, into `relations`. */
  relation(action: number): number {
    return (action - 2) >> 1
  }

  isRight(action: number): boolean {
    return (action & 1) === 1
  }

  left(relation: number): number {
    return 2 + relation * 2
  }

  right(relation: number): number {
    return 3 + relation * 2
  }

  apply(state: ParserState, action: number): void {
    if (action === 0) state.shift()
    else if (action === 1) state.left(255)
    else if (this.isRight(action)) state.right(this.relation(action))
    else state.left(this.relation(action))
  }

  /** True when the state allows the action. */
  allows(state: ParserState, action: number): boolean {
    if (action === 0) return state.canShift
    if (action === 1) return state.canRoot
    return this.isRight(action) ? state.canRight : state.canLeft
  }
}
