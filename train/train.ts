// `npm run train -- --ud FOLDER [--recipe NAME] [--plv FILE]`: makes all the models anew: the language model from the treebanks, then the relation model from our
// own sentences (and, with --plv, from the marked set too). Further options go to the trainer that knows them; see train/*/train.ts.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { ud: { type: 'string' }, plv: { type: 'string' }, parser: { type: 'string' }, recipe: { type: 'string' } },
})
const run = (script: string, ...args: string[]) => {
  const { status } = spawnSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', script, ...args], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}
if (!values.ud && !values.plv) {
  console.error(
    'train: give --ud FOLDER (treebanks: ewt-train.conllu, gum-train.conllu, …) to train the language model, --plv FILE to fit the relation model on the marked set too.',
  )
  process.exit(2)
}
const passed = (['parser', 'recipe'] as const).flatMap((name) => (values[name] ? [`--${name}`, values[name]] : []))
if (values.ud) run('train/parse/train.ts', '--ud', values.ud, ...passed)
run('train/relate/train.ts', ...(values.plv ? ['--plv', values.plv] : []))
