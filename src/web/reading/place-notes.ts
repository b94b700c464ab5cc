/** A margin note: how far down the words stand that it belongs to, and how tall it is, in pixels. */
export interface Placed {
  id: string
  anchor: number
  height: number
}

const gap = 10

/**
 * Where notes stand in the margin: each beside its words or, where others are in the way, as near as they let it. The chosen one stands exactly beside
 * its words and the others give way. Notes must come in the order of their anchors. Returns the top of each, in pixels.
 */
export function placeNotes(notes: Placed[], chosen: string | null): Map<string, number> {
  const tops = new Map<string, number>()
  const stack = (some: Placed[], from: number): number => {
    let floor = from
    for (const note of some) {
      const top = Math.max(note.anchor, floor)
      tops.set(note.id, top)
      floor = top + note.height + gap
    }
    return floor
  }
  const pivot = notes.findIndex((note) => note.id === chosen)
  if (pivot < 0) {
    stack(notes, 0)
    return tops
  }
  const before = notes.slice(0, pivot)
  const room = before.reduce((sum, note) => sum + note.height + gap, 0)
  stack(before, 0)
  let ceiling = stack([{ ...notes[pivot]!, anchor: Math.max(notes[pivot]!.anchor, room) }], 0)
  const below = ceiling
  ceiling = tops.get(notes[pivot]!.id)!
  for (const note of before.toReversed()) {
    ceiling = Math.min(tops.get(note.id)!, ceiling - note.height - gap)
    tops.set(note.id, ceiling)
  }
  stack(notes.slice(pivot + 1), below)
  return tops
}
