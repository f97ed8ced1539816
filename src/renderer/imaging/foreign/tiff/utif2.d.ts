// What is used of utif2. Its own types import those of Node, which a page does not have.

/** A directory of a TIFF file: its numbers by `t` and the tag. */
interface Directory {
  [tag: `t${number}`]: number[];
  data?: Uint8Array<ArrayBuffer>;
}
declare const UTIF: {
  /** Decodes the strips of a directory into its `data`. */
  decodeImage(file: ArrayBuffer, directory: Directory): void;
};

export { UTIF as default };
