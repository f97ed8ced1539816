import { EVENTS, type Event } from '@shared/channels.ts';
import type { Payload, Payloads } from '@shared/contract.ts';
import type { Log } from './ports.ts';

type Nothing = Readonly<Record<string, never>>;

/** Events between services of the main process. Windows do not receive them. */
interface ServiceEvents {
  /** A command canceled or requeued waiting runs. */
  'runs.moved': { readonly runIds: readonly number[] };
  /** A run was saved with its pictures. */
  'run.saved': { readonly runId: number };
  /** The remote service became reachable or unreachable. */
  'network.reachable': { readonly online: boolean };
  /** A paid call was sent or has ended. */
  'paid.changed': Nothing;
  /** A picture was found damaged, or was repaired. */
  'picture.checked': Nothing;
  /** Data read from the database seemed damaged. */
  'database.suspected': Nothing;
  /** A statement failed because the database file is missing. */
  'database.missing': Nothing;
}

/** All events of the main process with their payloads: those sent to windows and those between services. */
export interface BusEvents extends Payloads, ServiceEvents {}
export type BusEvent = keyof BusEvents;
type Listener<E extends BusEvent> = (payload: BusEvents[E]) => void;

/** The events of one open library. Another library gets another bus, so listeners never have to unsubscribe. */
export interface Bus {
  /**
   * Calls the listeners in the order of their subscription. Never throws, because the event has already
   * happened. A failing listener is logged, and the others are still called.
   */
  emit<E extends BusEvent>(event: E, payload: BusEvents[E]): void;
  on<E extends BusEvent>(event: E, listener: Listener<E>): void;
}

export type Emit = Bus['emit'];

/** Node's `EventEmitter` stops at the first listener that throws, and rethrows to the emitter. */
export function createBus(log: Pick<Log, 'error'>): Bus {
  let listeners: { [E in BusEvent]?: readonly Listener<E>[] } = {};
  return {
    on(event, listener) {
      listeners = { ...listeners, [event]: [...(listeners[event] ?? []), listener] };
    },
    emit(event, payload) {
      for (const listener of listeners[event] ?? []) {
        try {
          listener(payload);
        } catch (error) {
          log.error('event listener failed', { event, error: String(error) });
        }
      }
    },
  };
}

/** Calls a listener with every event that windows receive. */
export function onWindowEvent(
  bus: Pick<Bus, 'on'>,
  listener: <E extends Event>(event: E, payload: Payload<E>) => void,
): void {
  const subscribe = <E extends Event>(event: E) => bus.on(event, (payload) => listener(event, payload));
  for (const event of EVENTS) subscribe(event);
}
