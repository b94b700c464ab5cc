/** Imported for its effect: hands the detector of languages to the room that reads articles. */
import { eld } from 'eld/extrasmall'
import { useDetector } from './article/index.ts'

useDetector(eld)
