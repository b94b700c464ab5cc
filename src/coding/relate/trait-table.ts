/** A linear table over traits: rows of weights from -7 to 7 with a scale each, `columns` wide. */
export interface TraitTable {
  readonly rows: ReadonlyMap<number, number>
  readonly scales: Float32Array
  readonly weights: Int8Array
  readonly columns: number
  /** Weights of the word vector dimensions (dimension-major) and, last, of the constant. */
  readonly dense: Float32Array
}
