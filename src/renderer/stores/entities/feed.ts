import type { Bridge, Reply } from '@shared/contract.ts';
import type { Entities } from './entities.ts';

/** Wraps the bridge so that records in answers enter the cache before the caller receives them. */
export function feedAnswers(bridge: Bridge, entities: Entities): Bridge {
  const { library, history, queue, edit, run } = bridge;
  const receiveEntries = ({ entries }: { entries: Parameters<Entities['receiveEntries']>[0] }) =>
    entities.receiveEntries(entries);
  return {
    ...bridge,
    library: {
      ...library,
      slice: fed(library.slice, ({ pictures }) => entities.receivePictures(pictures)),
      images: fed(library.images, ({ pictures, gone, revision }) => {
        entities.receivePictures(pictures);
        entities.receiveGone(gone, revision);
      }),
    },
    history: {
      ...history,
      tree: fed(history.tree, receiveEntries),
      entries: fed(history.entries, receiveEntries),
    },
    queue: {
      ...queue,
      list: fed(queue.list, receiveEntries),
      undecided: fed(queue.undecided, receiveEntries),
    },
    edit: {
      ...edit,
      run: fed(edit.run, entities.receiveRun),
      rerun: fed(edit.rerun, entities.receiveRun),
      challenge: fed(edit.challenge, entities.receiveRun),
    },
    run: {
      ...run,
      retry: fed(run.retry, entities.receiveRun),
      check: fed(run.check, entities.receiveRun),
      dismiss: fed(run.dismiss, entities.receiveRun),
    },
  };
}

/**
 * Adds records in events to the cache. Call it before other listeners subscribe. Returns the unsubscribe
 * function.
 */
export function feedEvents(bridge: Bridge, entities: Entities): () => void {
  const stops = [
    bridge.on('library.added', ({ images }) => entities.receivePictures(images)),
    bridge.on('run.changed', entities.receiveRun),
    bridge.on('library.changed', ({ ids, revision }) => entities.invalidateImages(ids, revision)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function fed<I, T>(call: (input: I) => Promise<Reply<T>>, receive: (value: T) => void) {
  return async (input: I): Promise<Reply<T>> => {
    const reply = await call(input);
    if (reply.ok) receive(reply.value);
    return reply;
  };
}
