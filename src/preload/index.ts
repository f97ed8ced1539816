import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CALLS, EVENTS, type Event, PRELOAD_ONLY } from '../shared/channels.ts';
import type { Bridge, Out, Reply } from '../shared/contract.ts';
import { droppedFile, slices } from './slices.ts';

type AnyCall = (input: unknown) => Promise<unknown>;

/** Builds `window.reseed.<group>.<call>(input)` for every call the page may make. */
function callsByGroup(): Record<string, Record<string, AnyCall>> {
  const groups: Record<string, Record<string, AnyCall>> = {};
  for (const call of CALLS) {
    if ((PRELOAD_ONLY as readonly string[]).includes(call)) continue;
    const [group, name] = call.split('.') as [string, string];
    groups[group] ??= {};
    groups[group][name] = (input) => ipcRenderer.invoke(call, input);
  }
  return groups;
}

function on(event: Event, listener: (payload: unknown) => void): () => void {
  if (!EVENTS.includes(event)) throw new Error(`no such event: ${String(event)}`);
  const forward = (_: unknown, payload: unknown) => listener(payload);
  ipcRenderer.on(event, forward);
  return () => ipcRenderer.removeListener(event, forward);
}

/**
 * Paths are read here from the dropped files, so that the page can never name a file. A large drop takes
 * several messages but is one import.
 */
async function importFiles(files: readonly File[]) {
  const uploads: { index: number; url: string }[] = [];
  let importId: number | null = null;
  for (const slice of slices(files, (file) => droppedFile(file.name, webUtils.getPathForFile(file)))) {
    const coming = files.length - slice.from - slice.files.length;
    const reply: Reply<Out<'import.start'>> = await ipcRenderer.invoke('import.start', {
      importId,
      files: slice.files,
      coming,
    });
    if (!reply.ok) {
      // The files sent so far are imported, and the rest is no longer expected.
      if (importId !== null) await ipcRenderer.invoke('import.start', { importId, files: [], coming: 0 });
      return reply;
    }
    importId = reply.value.importId;
    const pathless = slice.files.flatMap((file, at) => (file.path === null ? [slice.from + at] : []));
    uploads.push(...reply.value.uploads.map((url, n) => ({ index: pathless[n] ?? -1, url })));
    if (!reply.value.goesOn) break;
  }
  return { ok: true, value: { importId: importId ?? 0, uploads } } as const;
}

/** Hands over a dropped workflow file. Its path is read here, too. */
function dropWorkflow(engine: string, file: File): Promise<unknown> {
  return ipcRenderer.invoke('workflow.drop', { engine, path: webUtils.getPathForFile(file) });
}

const bridge = { ...callsByGroup(), on, importFiles, dropWorkflow } as unknown as Bridge;
const OWN = 'app://reseed';
// The main process rejects calls from other origins anyway.
if (location.origin === OWN) contextBridge.exposeInMainWorld('reseed', Object.freeze(bridge));

// Main can't prevent `about:blank` from being shown. This listener is the first, and no script of the page
// can remove it.
navigation.addEventListener('navigate', (event) => {
  if (!event.destination.url.startsWith(`${OWN}/`)) event.preventDefault();
});
