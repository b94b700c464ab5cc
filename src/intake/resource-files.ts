import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

/** The compiled resources by name, as the build leaves them in `dist/resources`. */
export type ResourceName = 'model' | 'lexicon' | 'rules' | 'discourse' | 'relate'

/** Reads one compiled resource that ships with the package. Throws an error with code `resources/missing` when the package was not built. */
export function readResourceFile(name: ResourceName): Uint8Array {
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

/** All of them. */
export function readResourceFiles(): { [name in ResourceName]: Uint8Array } {
  return {
    model: readResourceFile('model'),
    lexicon: readResourceFile('lexicon'),
    rules: readResourceFile('rules'),
    discourse: readResourceFile('discourse'),
    relate: readResourceFile('relate'),
  }
}
