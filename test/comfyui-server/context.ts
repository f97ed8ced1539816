import type { IncomingMessage } from 'node:http';
import type { PromptQueue } from './prompt-queue.ts';

/** Settings a test may change while the server runs. */
export interface Settings {
  /** Duration of one step, in milliseconds. */
  stepMs: number;
  /** Whether the client's `prompt_id` is used. Older versions make their own. */
  acceptsPromptId: boolean;
  /** Whether previews carry metadata (event 4), as newer versions send them to clients that support it. */
  previewMetadata: boolean;
  previews: boolean;
}

/** A prompt the server accepted. */
export interface Submission {
  readonly promptId: string;
  readonly clientId: string | null;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly prompt: Readonly<Record<string, unknown>>;
}

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

/** State shared by the routes. */
export interface Context {
  readonly queue: PromptQueue;
  readonly uploads: Map<string, Buffer>;
  readonly submissions: Submission[];
  readonly violations: string[];
  readonly settings: Settings;
}
