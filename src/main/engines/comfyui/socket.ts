import { Agent, WebSocket } from 'undici';
import type { EnginePreview } from '../../ports.ts';
import { parseJson } from '../parse-json.ts';
import { headersOf, type Server, urlOf } from './api.ts';
import { SocketMessage } from './wire.ts';

/* ComfyUI tells over a WebSocket how far a prompt is. Nothing depends on it: without it, or when it breaks, the
   queue and the history say the same a little later. undici's WebSocket is used because Node 20, which Electron
   has, has none without a flag; it refuses redirects, like the rest. */

/** Largest message, in bytes. Previews are small pictures; results come another way. */
const MESSAGE_MAX = 16 * 1024 * 1024;
const RECONNECT_MS = 1_000;
const RECONNECT_MAX_MS = 15_000;

export interface SocketListener {
  /** A message with its type. The data isn't checked. */
  message(type: string, data: Readonly<Record<string, unknown>>): void;
  preview(preview: EnginePreview): void;
}

export interface ProgressSocket {
  close(): void;
}

/** Opens a client's WebSocket, and opens it again whenever it breaks, until `close`. Never throws. */
export function openSocket(server: Server, clientId: string, listener: SocketListener): ProgressSocket {
  const agent = new Agent({
    connect: { timeout: 10_000 },
    allowH2: false,
    webSocket: { maxPayloadSize: MESSAGE_MAX },
  });
  const url = urlOf(server, '/ws', { clientId });
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  let isClosed = false;
  let socket: WebSocket | null = null;
  let timer: NodeJS.Timeout | null = null;
  let pause = RECONNECT_MS;

  function connect(): void {
    const next = new WebSocket(url, { dispatcher: agent, headers: { ...headersOf(server) } });
    socket = next;
    next.binaryType = 'arraybuffer';
    next.addEventListener('open', () => {
      pause = RECONNECT_MS;
    });
    next.addEventListener('message', ({ data }) => {
      if (!isClosed) deliver(data, listener);
    });
    // It is followed by `close`.
    next.addEventListener('error', () => {});
    next.addEventListener('close', () => {
      if (isClosed) return;
      timer = setTimeout(connect, pause);
      timer.unref();
      pause = Math.min(pause * 2, RECONNECT_MAX_MS);
    });
  }

  connect();
  return {
    close() {
      isClosed = true;
      if (timer) clearTimeout(timer);
      socket?.close();
      void agent.destroy().catch(() => {});
    },
  };
}

function deliver(data: unknown, listener: SocketListener): void {
  if (typeof data === 'string') {
    const message = SocketMessage.safeParse(parseJson(data));
    if (message.success) listener.message(message.data.type, message.data.data);
  } else if (data instanceof ArrayBuffer) {
    const preview = readPreview(Buffer.from(data));
    if (preview) listener.preview(preview);
  }
}

/**
 * Reads a binary message: a preview (event 1: its format, then the picture) or one with metadata (event 4: the
 * length of the metadata, the metadata, the picture). Null for any other.
 */
export function readPreview(message: Buffer): EnginePreview | null {
  if (message.length < 12) return null;
  const event = message.readUInt32BE(0);
  const head = message.readUInt32BE(4);
  if (event !== 1 && event !== 4) return null;
  const bytes = message.subarray(event === 1 ? 8 : 8 + head);
  if (bytes.length < 4) return null;
  if (bytes.readUInt32BE(0) === 0x89504e47) return { mime: 'image/png', bytes };
  return bytes.readUInt16BE(0) === 0xffd8 ? { mime: 'image/jpeg', bytes } : null;
}
