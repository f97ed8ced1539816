// Types of the used parts of utif2. Its own types import Node's, which a page doesn't have.

/** A TIFF directory: its values by `t` and tag. */
interface Directory {
  [tag: `t${number}`]: number[];
  data?: Uint8Array<ArrayBuffer>;
}
declare const UTIF: {
  /** Decodes a directory's strips into its `data`. */
  decodeImage(file: ArrayBuffer, directory: Directory): void;
};

export { UTIF as default };
