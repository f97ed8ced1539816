import type { IpcMainInvokeEvent, WebContents } from 'electron';

const trusted = new Set<WebContents>();

/** Adds a window to those whose calls are answered. */
export function trustSender(contents: WebContents): void {
  trusted.add(contents);
  contents.once('destroyed', () => trusted.delete(contents));
}

/** The windows that receive events. */
export function trustedSenders(): readonly WebContents[] {
  return [...trusted];
}

/** Whether a call comes from the main frame of a known window that shows one of our pages. */
export function isTrusted(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): boolean {
  const frame = event.senderFrame;
  if (!frame || !trusted.has(event.sender) || frame !== event.sender.mainFrame) return false;
  return isOwnPage(frame.url);
}

/** Whether an address is one of our pages: `app://reseed/…`. */
export function isOwnPage(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === 'app:' && new URL(address).host === 'reseed';
}
