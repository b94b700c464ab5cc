/** A linear table over traits: rows of weights from -7 to 7 with a scale each, `columns` wide. */
export interface TraitTable {
  readonly rows: ReadonlyMap<number, number>
  readonly scales: Float32Array
  readonly weights: Int8Array
  readonly columns: number
  /** Weights of the word vector dimensions (dimension-major) and, last, of the constant. */
  readonly dense: Float32Array
}

/** A twentieth of an octave: scales of a table stand on these steps below its largest, so that a byte names each. */
const STEP = 0.9659363289248456

/** The scales a table may have, from the largest down; made by multiplication alone, the same on every machine. */
export function scalesBelow(top: number): Float32Array {
  const scales = new Float32Array(256)
  let scale = top
  for (let k = 0; k < scales.length; k++, scale *= STEP) scales[k] = scale
  return scales
}

/** Which of `scalesBelow(top)` is nearest to a scale. */
export const scaleCode = (scale: number, top: number): number =>
  Math.max(0, Math.min(255, Math.round(Math.log(scale / top) / Math.log(STEP))))
