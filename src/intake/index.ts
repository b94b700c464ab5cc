export { fetchInputs, isForbiddenAddress } from './fetch-page.ts'
export { failed, type Input, type RawPage } from './raw-page.ts'
export { countInputs, type InputFormat, largestFile, type ReadOptions, readInputs, rowsOf } from './read-inputs.ts'
export { type ResourceName, readResourceFiles } from './resource-files.ts'
