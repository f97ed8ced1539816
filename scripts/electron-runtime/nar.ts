import { createHash, type Hash } from 'node:crypto';

/** A file tree in Nix's model: names, contents, the executable bit. */
export type NarNode =
  | { readonly type: 'directory'; readonly entries: ReadonlyMap<string, NarNode> }
  | { readonly type: 'regular'; readonly executable: boolean; readonly read: () => Promise<Buffer> }
  | { readonly type: 'symlink'; readonly target: string };

function add(hash: Hash, value: string | Buffer): void {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  hash.update(length).update(bytes);
  hash.update(Buffer.alloc((8 - (bytes.length % 8)) % 8));
}

function addAll(hash: Hash, ...values: readonly string[]): void {
  for (const value of values) add(hash, value);
}

async function addNode(hash: Hash, node: NarNode): Promise<void> {
  addAll(hash, '(', 'type', node.type);
  if (node.type === 'directory') {
    const names = [...node.entries.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    for (const name of names) {
      addAll(hash, 'entry', '(', 'name', name, 'node');
      await addNode(hash, node.entries.get(name) as NarNode);
      add(hash, ')');
    }
  } else if (node.type === 'symlink') {
    addAll(hash, 'target', node.target);
  } else {
    if (node.executable) addAll(hash, 'executable', '');
    add(hash, 'contents');
    add(hash, await node.read());
  }
  add(hash, ')');
}

/**
 * Returns the SHA-256 (base64) of a tree in the Nix archive format, as nixpkgs records for an unpacked
 * download.
 */
export async function narHash(tree: NarNode): Promise<string> {
  const hash = createHash('sha256');
  add(hash, 'nix-archive-1');
  await addNode(hash, tree);
  return hash.digest('base64');
}
