import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force'

export interface NetworkEdge {
  pair: [string, string]
  value: number | null
  nEff: number
}

interface Node extends SimulationNodeDatum {
  id: string
}

/**
 * Places states so that those with much between them stand near, friendly ones nearer. The same edges always give the same places. Returns places
 * between 0 and 1 by country. Cost: 300 rounds of n log n.
 */
export function networkLayout(edges: NetworkEdge[], ratio: number): Map<string, { x: number; y: number }> {
  const ids = [...new Set(edges.flatMap(({ pair }) => pair))].sort()
  const nodes: Node[] = ids.map((id, i) => ({
    id,
    x: Math.cos((i / ids.length) * 2 * Math.PI) * 100 * ratio,
    y: Math.sin((i / ids.length) * 2 * Math.PI) * 100,
  }))
  const links = edges.map((edge) => ({ source: edge.pair[0], target: edge.pair[1], ...edge }))
  forceSimulation(nodes)
    .force(
      'link',
      forceLink<Node, (typeof links)[number]>(links)
        .id((node) => node.id)
        .distance((link) => 70 - 4 * (link.value ?? 0))
        .strength((link) => Math.min(0.7, 0.1 + link.nEff / 40)),
    )
    .force('apart', forceManyBody().strength(-160))
    .force('room', forceCollide(18))
    .force('x', forceX(0).strength(0.06 / ratio))
    .force('y', forceY(0).strength(0.06 * ratio))
    .stop()
    .tick(300)
  const [left, right] = [Math.min(...nodes.map(({ x }) => x!)), Math.max(...nodes.map(({ x }) => x!))]
  const [top, bottom] = [Math.min(...nodes.map(({ y }) => y!)), Math.max(...nodes.map(({ y }) => y!))]
  return new Map(
    nodes.map(({ id, x, y }) => [
      id,
      { x: right > left ? (x! - left) / (right - left) : 0.5, y: bottom > top ? (y! - top) / (bottom - top) : 0.5 },
    ]),
  )
}
