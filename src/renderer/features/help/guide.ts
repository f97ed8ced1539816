/* A guide as data. `scripts/lib/guides.ts` reads it from its Markdown file when the app is built. */

/** A heading of a guide. Without an anchor: the beginning of the guide. */
export interface GuidePlace {
  readonly guide: string;
  readonly anchor: string;
}

export type Inline =
  | string
  /** A menu path, such as "File > Add Pictures…". */
  | { readonly kind: 'path'; readonly parts: readonly Inline[] }
  /** The name of a control. */
  | { readonly kind: 'control'; readonly parts: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  /** A shortcut, such as "Mod+O". */
  | { readonly kind: 'keys'; readonly keys: string }
  | { readonly kind: 'link'; readonly to: GuidePlace; readonly parts: readonly Inline[] };

export type Text = readonly Inline[];

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly anchor: string; readonly text: Text }
  | { readonly kind: 'paragraph'; readonly text: Text }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Text[] }
  | { readonly kind: 'table'; readonly head: readonly Text[]; readonly rows: readonly (readonly Text[])[] }
  /** `file` is a name in docs/screenshots, of the light theme. */
  | { readonly kind: 'picture'; readonly file: string; readonly description: string };

export interface Guide {
  /** The name of its file without the extension. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Addresses of a picture in both themes. */
export interface GuidePicture {
  readonly light: string;
  readonly dark: string;
}

/** Everything the Help window shows. */
export interface HelpContent {
  /** In the order in which they are listed. The first one is the index, the last one the list of changes. */
  readonly guides: readonly Guide[];
  readonly pictures: Readonly<Record<string, GuidePicture>>;
}

/** Returns a text without its markup. */
export function plainText(text: Text): string {
  return text
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part.kind === 'code') return part.text;
      return part.kind === 'keys' ? part.keys.replace('Mod', 'Ctrl') : plainText(part.parts);
    })
    .join('');
}
