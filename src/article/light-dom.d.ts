/** The small document that @mozilla/readability ships for itself; it has no types of its own. Takes well-formed markup only. */
declare module '@mozilla/readability/JSDOMParser.js' {
  export default class JSDOMParser {
    parse(markup: string): Document
    errorState: string
  }
}
