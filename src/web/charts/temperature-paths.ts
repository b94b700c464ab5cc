import type { Reading } from '../../analysis/index.ts'

/** One reading of a curve at its place, in pixels. */
export interface Dot {
  x: number
  reading: Reading
}

/** The parts of a chart of readings: a line and a band where there is evidence, and the stretches where there is not enough. */
export interface Paths {
  line: string
  band: string
  /** Stretches without enough evidence, in pixels. */
  gaps: { from: number; to: number }[]
}

const round = (n: number) => Math.round(n * 10) / 10

/** Draws readings in time order; `y` maps a value to pixels, `edges` is the plot's left and right end. Nothing is drawn over a gap. */
export function temperaturePaths(dots: Dot[], y: (value: number) => number, edges: [number, number]): Paths {
  const runs: Dot[][] = []
  const gaps: Paths['gaps'] = []
  let run: Dot[] = []
  let open: number | null = null
  dots.forEach((dot, i) => {
    const before = dots[i - 1]
    const middle = before ? (before.x + dot.x) / 2 : edges[0]
    if (dot.reading.value === null) {
      if (run.length) runs.push(run)
      run = []
      open ??= middle
    } else {
      if (open !== null) gaps.push({ from: open, to: middle })
      open = null
      run.push(dot)
    }
  })
  if (run.length) runs.push(run)
  if (open !== null) gaps.push({ from: open, to: edges[1] })
  if (dots.length === 0) gaps.push({ from: edges[0], to: edges[1] })
  const point = (x: number, value: number) => `${round(x)},${round(y(value))}`
  const wide = (dots: Dot[]): Dot[] =>
    dots.length > 1
      ? dots
      : [
          { ...dots[0]!, x: dots[0]!.x - 2 },
          { ...dots[0]!, x: dots[0]!.x + 2 },
        ]
  return {
    line: runs
      .map(
        (each) =>
          `M${wide(each)
            .map(({ x, reading }) => point(x, reading.value!))
            .join('L')}`,
      )
      .join(''),
    band: runs
      .map(wide)
      .map((each) => {
        const top = each.map(({ x, reading }) => point(x, reading.band?.[1] ?? reading.value!))
        const bottom = each.map(({ x, reading }) => point(x, reading.band?.[0] ?? reading.value!)).reverse()
        return `M${[...top, ...bottom].join('L')}Z`
      })
      .join(''),
    gaps,
  }
}
