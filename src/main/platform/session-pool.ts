import { app, type Session, session } from 'electron';
import { hardenSession } from './security.ts';

/** A session in memory that exchanges run in, with connections of its own. */
export interface PooledSession {
  readonly session: Session;
  readonly shared: boolean;
  /** How many network processes had died when it was made. */
  readonly age: number;
}

/** Those whose connections nobody uses now. */
let free: PooledSession[] = [];
let shared: PooledSession | null = null;
let made = 0;
let age = 0;

// Electron's sessions never find the process that takes the place of a dead one: requests in them fail for ever.
app.on('child-process-gone', (_event, { serviceName }) => {
  if (serviceName !== 'network.mojom.NetworkService') return;
  age += 1;
  free = [];
  shared = null;
});

/** The shared lane for GETs, for a POST one of its own without any connection that could be kept from before. */
export async function acquireSession(method: 'GET' | 'POST'): Promise<PooledSession> {
  if (method === 'GET') {
    shared ??= createSession(true);
    return shared;
  }
  const pooled = free.pop() ?? createSession(false);
  await pooled.session.closeAllConnections();
  return pooled;
}

/** Gives a lane back when its exchange is over. */
export function releaseSession(pooled: PooledSession): void {
  if (!pooled.shared && pooled.age === age) free.push(pooled);
}

function createSession(isShared: boolean): PooledSession {
  made += 1;
  const fresh = session.fromPartition(`http-${made}`, { cache: false });
  // Among other things, it would fetch dictionaries for its spelling checker.
  hardenSession(fresh);
  return { session: fresh, shared: isShared, age };
}
