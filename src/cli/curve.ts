import type { TemperaturePoint } from '../analysis/index.ts'
import { pc } from './colours.ts'

const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']

/** Numbers as a row of blocks; empty places for 0. */
export function sparkline(values: number[]): string {
  const most = Math.max(1, ...values)
  return values.map((v) => (v <= 0 ? ' ' : BLOCKS[Math.min(7, Math.floor((v / most) * 7.99))]!)).join('')
}

/** Values put into so many columns by `join`. */
export function columnsOf<T>(values: T[], columns: number): T[][] {
  const wide = Math.max(1, Math.ceil(values.length / Math.max(1, columns)))
  return Array.from({ length: Math.ceil(values.length / wide) }, (_, i) => values.slice(i * wide, (i + 1) * wide))
}

/**
 * The slow curve with its band as rows of text: the line, its 90 % band shaded, and nothing where there is not enough evidence. The scale runs
 * over what is drawn and always holds 0. The last row names the years.
 */
export function drawCurve(points: TemperaturePoint[], columns: number, rows: number): string[] {
  const steps = columnsOf(points, columns).map((part) => part[part.length - 1]!)
  const measured = steps.filter((p) => p.slow.total.value !== null)
  if (measured.length === 0) return [pc.dim('    not enough evidence for a curve')]
  let low = Math.min(0, ...measured.map((p) => p.slow.total.band![0]))
  let high = Math.max(0, ...measured.map((p) => p.slow.total.band![1]))
  low = Math.floor(low - 0.2)
  high = Math.ceil(high + 0.2)
  const rowOf = (value: number) => Math.round(((high - value) / (high - low)) * (rows - 1))
  const zero = rowOf(0)
  const lines: string[] = []
  for (let row = 0; row < rows; row++) {
    const level = high - ((high - low) * row) / (rows - 1)
    const label = row === 0 || row === rows - 1 ? signed(level, 0) : row === zero ? '0' : ''
    let line = ''
    for (const { slow } of steps) {
      const { value, band } = slow.total
      if (value === null || band === null) line += row === zero ? pc.dim('┈') : ' '
      else if (rowOf(value) === row) line += (value >= 0 ? pc.green : pc.red)('━')
      else if (row >= rowOf(band[1]) && row <= rowOf(band[0])) line += pc.dim('░')
      else line += row === zero ? pc.dim('┈') : ' '
    }
    lines.push(`${label.padStart(6)} ${pc.dim(label ? '┤' : '│')}${line}`)
  }
  return [...lines, `       ${pc.dim('└')}${pc.dim(years(steps))}`]
}

/** A row of years under a curve, each where it begins, as far as there is room. */
function years(steps: TemperaturePoint[]): string {
  let row = ''
  steps.forEach((step, column) => {
    const year = step.period.end.slice(0, 4)
    const before = steps[column - 1]?.period.end.slice(0, 4)
    if (row.length > column) return
    row += year !== before && column + 4 <= steps.length && (column === 0 || before) ? `${year}` : '─'
    if (row.length > column + 1) row += '─'
  })
  return row.slice(0, Math.max(4, steps.length))
}

/** A number with its sign: +1.2, −0.4. */
export function signed(value: number, digits = 1): string {
  const text = Math.abs(value).toFixed(digits)
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`
}
