export { type CodedLine, codeHere } from './coders.ts'
export { type CoderSource, cores } from './growing.ts'
export { codeInParallel, readInParallel } from './read-in-parallel.ts'
