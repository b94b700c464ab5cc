import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

/** The compiled resources by name, as the build leaves them in `dist/resources`. */
export type ResourceName = 'model' | 'lexicon' | 'rules' | 'discourse' | 'relate'

/**
 * Reads the compiled resources that ship with the package. Throws an error with code `resources/missing` when the package was not built.
 */
export function readResourceFiles(): { [name in ResourceName]: Uint8Array } {
  const read = (name: ResourceName) => {
    const path = ['../resources/', '../../dist/resources/']
      .map((folder) => fileURLToPath(new URL(`${folder}${name}.bin`, import.meta.url)))
      .find((candidate) => existsSync(candidate))
    if (!path)
      throw Object.assign(
        new Error(`The resource ${name}.bin is missing: the package has not been built. Run \`npm run build\`.`),
        { code: 'resources/missing' },
      )
    const bytes = readFileSync(path)
    // Node unzips faster than the loaders, which must do without it in a browser.
    return new Uint8Array(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes)
  }
  return {
    model: read('model'),
    lexicon: read('lexicon'),
    rules: read('rules'),
    discourse: read('discourse'),
    relate: read('relate'),
  }
}
