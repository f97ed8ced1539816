import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CALLS, EVENTS, type Event, PRELOAD_ONLY } from '../shared/channels.ts';
import type { Bridge, DroppedFile, Out, Reply } from '../shared/contract.ts';

type AnyCall = (input: unknown) => Promise<unknown>;

/** `window.reseed.<group>.<call>(input)` for every call the page may make. */
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

/** Paths are read here, from the files the user dropped, so that the page itself can never name a file. */
async function importFiles(files: readonly File[]) {
  const dropped: DroppedFile[] = files.map((file) => ({
    name: file.name || 'picture',
    path: webUtils.getPathForFile(file) || null,
  }));
  const reply: Reply<Out<'import.start'>> = await ipcRenderer.invoke('import.start', { files: dropped });
  if (!reply.ok) return reply;
  const pathless = dropped.flatMap((file, index) => (file.path === null ? [index] : []));
  const uploads = reply.value.uploads.map((url, n) => ({ index: pathless[n] ?? -1, url }));
  return { ok: true, value: { importId: reply.value.importId, uploads } } as const;
}

const bridge = { ...callsByGroup(), on, importFiles } as unknown as Bridge;
contextBridge.exposeInMainWorld('reseed', Object.freeze(bridge));
