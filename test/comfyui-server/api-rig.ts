import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Api, LIMITS } from '../../src/main/engines/comfyui/api.ts';
import { fillSlots } from '../../src/main/engines/comfyui/fill-slots.ts';
import { findSlots } from '../../src/main/engines/comfyui/slots.ts';
import { submitPrompt } from '../../src/main/engines/comfyui/submit.ts';
import { uploadPicture } from '../../src/main/engines/comfyui/upload.ts';
import { parseWorkflow, type Workflow } from '../../src/main/engines/comfyui/workflow.ts';
import { createUndiciHttp } from '../../src/main/http/undici-http.ts';
import { type ComfyuiServerOptions, startComfyuiServer } from './server.ts';

const SHIPPED = join(import.meta.dirname, '../../src/main/engines/comfyui/flux2-edit.json');

/** The workflow that comes with the app. */
export async function shippedWorkflow(): Promise<Workflow> {
  const read = parseWorkflow(await readFile(SHIPPED, 'utf8'));
  if ('problem' in read) throw new Error(read.problem);
  return read.workflow;
}

/** A server and the client's calls to it, without an engine around them. */
export async function startApiRig(
  options: ComfyuiServerOptions & { readonly clientToken?: string | null } = {},
) {
  const server = await startComfyuiServer(options);
  const dir = await mkdtemp(join(tmpdir(), 'reseed-comfyui-'));
  const http = createUndiciHttp({ connectMs: 2_000 });
  const { clientToken = server.token } = options;
  const api: Api = {
    http,
    server: { address: server.url, token: clientToken },
    limits: LIMITS,
    now: Date.now,
    elapsed: () => performance.now(),
    pauseMs: 10,
  };
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#406080' } })
    .png()
    .toBuffer();
  const source = { path: join(dir, 'source.png'), mime: 'image/png' as const, sha256: 'a'.repeat(64) };
  await writeFile(source.path, bytes);
  const workflow = await shippedWorkflow();
  return {
    server,
    api,
    dir,
    source,
    workflow,
    /** Fills the shipped workflow for a small picture. */
    fill: (picture: string, seed = 7): Workflow =>
      fillSlots(workflow, findSlots(workflow).slots, {
        source: picture,
        references: [],
        mask: null,
        prompt: 'make it snow',
        seed,
        steps: 3,
        width: 64,
        height: 48,
      }),
    /** Uploads the source and submits the workflow once. */
    async submit(ownId: string = randomUUID(), signal: AbortSignal = new AbortController().signal) {
      const picture = await uploadPicture(api, source, signal);
      const sent: string[] = [];
      const promptId = await submitPrompt(
        api,
        { workflow: this.fill(picture), ownId },
        {
          signal,
          onFirstByte: () => sent.push('sending'),
          onAnotherTry: () => sent.push('again'),
        },
      );
      return { ownId, promptId, sent };
    },
    async stop() {
      await http.close();
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
export type ApiRig = Awaited<ReturnType<typeof startApiRig>>;
