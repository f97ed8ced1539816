import type { Event } from '@shared/channels.ts';
import { events, type Payload } from '@shared/contract.ts';
import { trustedSenders } from './sender.ts';

/** Sends one event to every window. Throws on a payload that violates the contract, which is a bug. */
export function send<E extends Event>(event: E, payload: Payload<E>): void {
  const parsed = events[event].parse(payload);
  for (const contents of trustedSenders()) {
    if (!contents.isDestroyed()) contents.send(event, parsed);
  }
}

/** Sends one event to one window. */
export function sendTo<E extends Event>(contents: Electron.WebContents, event: E, payload: Payload<E>): void {
  contents.send(event, events[event].parse(payload));
}
