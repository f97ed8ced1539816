/** The names of all calls and events. The preload imports nothing else at run time. */
export const CALLS = [
  'app.start',
  'app.openSettings',
  'app.revealData',
  'app.menu',
  'settings.set',
  'library.image',
  'library.window',
  'library.position',
  'library.facets',
  'library.collections',
  'library.searches',
  'library.completeTag',
  'library.tagsOf',
  'library.change',
  'library.undo',
  'library.redo',
  'library.purge',
  'import.start',
  'import.pick',
  'import.samples',
  'import.cancel',
  'image.saveAs',
  'image.copy',
  'edit.run',
  'edit.rerun',
  'history.tree',
  'queue.list',
  'queue.pause',
  'queue.resume',
  'queue.reorder',
  'queue.clearFinished',
  'run.cancel',
  'run.retry',
  'image.compare',
  'run.check',
  'run.dismiss',
  'run.receipt',
  'upload.preview',
  'key.set',
  'key.clear',
  'key.test',
  'money.summary',
  'money.exportCsv',
] as const;
export type Call = (typeof CALLS)[number];

/** Calls that only the preload itself makes, never the page: they name files. */
export const PRELOAD_ONLY = ['import.start'] as const satisfies readonly Call[];
/** The calls a page may make. */
export type PageCall = Exclude<Call, (typeof PRELOAD_ONLY)[number]>;

export const EVENTS = [
  'import.progress',
  'library.added',
  'library.organised',
  'library.progress',
  'run.changed',
  'run.progress',
  'settings.changed',
  'key.changed',
  'network.changed',
  'command',
] as const;
export type Event = (typeof EVENTS)[number];
