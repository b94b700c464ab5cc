/** Days since 1970-01-01 of an ISO day. */
export const dayNumber = (iso: string): number =>
  Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10))) / 86_400_000

/** The ISO day of a day number. */
export const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** A straight scale from one range to another. */
export const linear =
  (from: [number, number], to: [number, number]) =>
  (value: number): number =>
    from[0] === from[1] ? (to[0] + to[1]) / 2 : to[0] + ((value - from[0]) / (from[1] - from[0])) * (to[1] - to[0])

/** A mark on an axis of time. */
export interface Tick {
  day: number
  label: string
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Ticks at the beginnings of years or months, at most `most` of them. */
export function timeTicks(from: number, to: number, most: number): Tick[] {
  const span = to - from
  const ticks: Tick[] = []
  if (span / 365 >= 2.5) {
    const step = [1, 2, 5, 10, 20, 50, 100].find((years) => span / 365 / years <= most) ?? 200
    const first = Number(isoDay(from).slice(0, 4))
    const last = Number(isoDay(to).slice(0, 4))
    for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
      const day = dayNumber(`${year}-01-01`)
      if (day >= from && day <= to) ticks.push({ day, label: String(year) })
    }
    return ticks
  }
  const step = [1, 2, 3, 6, 12].find((count) => span / 30 / count <= most) ?? 12
  const start = isoDay(from)
  for (let i = 0; i < 40; i++) {
    const month = Number(start.slice(5, 7)) - 1 + i
    if (month % step) continue
    const day = Date.UTC(Number(start.slice(0, 4)), month, 1) / 86_400_000
    if (day < from) continue
    if (day > to) break
    const name = months[month % 12]!
    ticks.push({ day, label: month % 12 === 0 || ticks.length === 0 ? `${name} ${isoDay(day).slice(0, 4)}` : name })
  }
  return ticks
}
