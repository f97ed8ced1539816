import { app, type Session, session } from 'electron';
import { hardenSession } from './security.ts';

/** An in-memory session for requests, with its own connections. */
export interface PooledSession {
  readonly session: Session;
  readonly shared: boolean;
  /** Number of network process crashes before it was created. */
  readonly age: number;
}

/** Sessions that are not in use. */
let free: PooledSession[] = [];
let shared: PooledSession | null = null;
let made = 0;
let age = 0;

// Electron's sessions never find the replacement of a crashed network process, so their requests fail
// permanently.
app.on('child-process-gone', (_event, { serviceName }) => {
  if (serviceName !== 'network.mojom.NetworkService') return;
  age += 1;
  free = [];
  shared = null;
});

/** Returns the shared session for a GET, or for a POST an exclusive one without kept-alive connections. */
export async function acquireSession(method: 'GET' | 'POST'): Promise<PooledSession> {
  if (method === 'GET') {
    shared ??= createSession(true);
    return shared;
  }
  const pooled = free.pop() ?? createSession(false);
  await pooled.session.closeAllConnections();
  return pooled;
}

/** Returns a session to the pool after its exchange. */
export function releaseSession(pooled: PooledSession): void {
  if (!pooled.shared && pooled.age === age) free.push(pooled);
}

function createSession(isShared: boolean): PooledSession {
  made += 1;
  const fresh = session.fromPartition(`http-${made}`, { cache: false });
  // Among other things, it would fetch spell checker dictionaries.
  hardenSession(fresh);
  return { session: fresh, shared: isShared, age };
}
