export { type Evaluation, evaluate, type GoldEvent, type GoldRow, type Score, seededRandom } from './evaluate.ts'
