import { app, type Session, session } from 'electron';
import { hardenSession } from './security.ts';

/** A session in memory that exchanges run in, with connections of its own. */
export interface Lane {
  readonly session: Session;
  readonly shared: boolean;
  /** How many network processes had died when it was made. */
  readonly age: number;
}

/** Those whose connections nobody uses now. */
let free: Lane[] = [];
let shared: Lane | null = null;
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
export async function takeLane(method: 'GET' | 'POST'): Promise<Lane> {
  if (method === 'GET') {
    shared ??= newLane(true);
    return shared;
  }
  const lane = free.pop() ?? newLane(false);
  await lane.session.closeAllConnections();
  return lane;
}

/** Gives a lane back when its exchange is over. */
export function giveLane(lane: Lane): void {
  if (!lane.shared && lane.age === age) free.push(lane);
}

function newLane(isShared: boolean): Lane {
  made += 1;
  const fresh = session.fromPartition(`http-${made}`, { cache: false });
  // Among other things, it would fetch dictionaries for its spelling checker.
  hardenSession(fresh);
  return { session: fresh, shared: isShared, age };
}
