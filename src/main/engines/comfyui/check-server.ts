import { type Api, getJson } from './api.ts';
import { ObjectInfo, SystemStats } from './wire.ts';
import { linkedNode, type Workflow } from './workflow.ts';

/** What a server says about itself, and what it lacks for a workflow. */
export interface ServerReport {
  /** Empty if the server doesn't say. */
  readonly version: string;
  readonly devices: readonly string[];
  /** Classes of nodes that aren't installed. */
  readonly missingNodes: readonly string[];
  /** Model files and other choices that the server doesn't have. */
  readonly missingFiles: readonly string[];
}

/** Inputs whose choices are the server's uploads. The app brings its own pictures. */
const UPLOADS = /^LoadImage/;

/** Asks a server about itself, for free. Throws `RunFailure` or `AbortError`. */
export async function checkServer(
  api: Api,
  workflow: Workflow | null,
  signal: AbortSignal,
): Promise<ServerReport> {
  const { system, devices = [] } = await getJson(api, { path: '/system_stats' }, SystemStats, signal);
  const report = {
    version: system.comfyui_version ?? '',
    devices: devices.flatMap(({ name }) => name ?? []).map((name) => name.split(' : ')[0] ?? name),
  };
  const missing = workflow ? await missingFor(api, workflow, signal) : { missingNodes: [], missingFiles: [] };
  return { ...report, ...missing };
}

async function missingFor(api: Api, workflow: Workflow, signal: AbortSignal) {
  const nodes = Object.values(workflow);
  const missingNodes: string[] = [];
  const missingFiles = new Set<string>();
  // One class after another: all of them at once are several megabytes.
  for (const name of new Set(nodes.map(({ class_type }) => class_type))) {
    const path = `/object_info/${encodeURIComponent(name)}`;
    const info = (await getJson(api, { path }, ObjectInfo, signal))[name];
    if (!info) {
      missingNodes.push(name);
      continue;
    }
    if (UPLOADS.test(name)) continue;
    const specs = { ...info.input.optional, ...info.input.required };
    for (const { inputs } of nodes.filter(({ class_type }) => class_type === name))
      for (const [input, value] of Object.entries(inputs)) {
        const choices = choicesOf(specs[input]);
        if (choices && linkedNode(value) === null && typeof value === 'string' && !choices.includes(value))
          missingFiles.add(value);
      }
  }
  return { missingNodes, missingFiles: [...missingFiles] };
}

/** The choices of an input: its type is a list, or `COMBO` with the list in its options. Null for other types. */
function choicesOf(spec: readonly unknown[] | undefined): readonly unknown[] | null {
  const [type, options] = spec ?? [];
  if (Array.isArray(type)) return type as unknown[];
  if (type !== 'COMBO' || typeof options !== 'object' || options === null) return null;
  const list: unknown = Reflect.get(options, 'options');
  return Array.isArray(list) ? (list as unknown[]) : null;
}
