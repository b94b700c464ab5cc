import type { Feature, FeatureCollection, Geometry } from 'geojson'
import { iso31661Alpha2ToAlpha3, iso31661NumericToAlpha2 } from 'iso-3166'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import atlas from 'world-atlas/countries-110m.json'

export interface Shape {
  /** ISO 3166 alpha-3; null for shapes that have none. */
  code: string | null
  name: string
  shape: Feature<Geometry>
}

const topology = atlas as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>
const features = feature(topology, topology.objects.countries) as FeatureCollection<Geometry, { name: string }>

/** The countries of Natural Earth at 1:110 million. Places too small for it have no shape. */
export const shapes: Shape[] = features.features
  .map((shape): Shape => {
    const two = shape.id === undefined ? undefined : iso31661NumericToAlpha2[String(shape.id).padStart(3, '0')]
    const code = two ? (iso31661Alpha2ToAlpha3[two] ?? null) : shape.properties.name === 'Kosovo' ? 'XKX' : null
    return { code, name: shape.properties.name, shape }
  })
  .filter(({ code }) => code !== 'ATA')
