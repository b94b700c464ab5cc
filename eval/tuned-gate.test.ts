// Floors of what may be read and learned from, over a ninth of its stories and wire sentences.
import { testFloors } from './floor-tests.ts'
import { tunedParts } from './measure.ts'

testFloors(tunedParts())
