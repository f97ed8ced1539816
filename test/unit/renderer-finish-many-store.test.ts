import { beforeEach, describe, expect, it } from 'vitest';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { createStores, type Stores } from '../../src/renderer/stores/index.ts';
import type { ManyFinishesProgress } from '../../src/shared/domain/finish-many.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';

let main: FakeMain;
let stores: Stores;

const progress = (patch: Partial<ManyFinishesProgress> = {}): ManyFinishesProgress => ({
  batchId: 1,
  do: 'put-back',
  state: 'running',
  done: 1,
  total: 2,
  made: 1,
  known: 0,
  failed: 0,
  failures: [],
  ...patch,
});
const toasts = () => stores.toasts.getState().toasts.map(({ message }) => message());
const many = () => stores.finishMany.getState();

beforeEach(() => {
  main = FakeMain.withPictures(3);
  stores = createStores(main.bridge);
  connectStores(main.bridge, stores);
});

describe('finishes of many results', () => {
  it('shows how far they are until they end, and which could not be made until that is dismissed', async () => {
    await many().start({ ids: [1, 2] }, { do: 'put-back' });
    expect(many().active).toMatchObject({ batchId: 1, done: 0, total: 2 });
    main.emit('finish.manyProgress', progress());
    expect(many().active).toMatchObject({ done: 1 });
    const failures = [{ name: 'a.png', code: 'bad-request', reason: 'not-a-result' }] as const;
    main.emit(
      'finish.manyProgress',
      progress({ state: 'done', done: 2, failed: 1, failures: [...failures] }),
    );
    expect(many().active).toBeNull();
    expect(many().report).toMatchObject({ failed: 1, failures });
    expect(toasts()).toEqual(['1 picture put back, 1 couldn’t be']);
    many().dismissReport();
    expect(many().report).toBeNull();
  });

  it('starts one batch at a time', async () => {
    await Promise.all([
      many().start({ ids: [1, 2] }, { do: 'put-back' }),
      many().start({ ids: [1, 2] }, { do: 'put-back' }),
    ]);
    await many().start({ ids: [1, 2] }, { do: 'put-back' });
    expect(main.lastBatchId).toBe(1);
  });

  it('does not go on with a batch whose end came before the answer to its start', async () => {
    main.emit('finish.manyProgress', progress({ state: 'done', done: 2, made: 2 }));
    await many().start({ ids: [1, 2] }, { do: 'put-back' });
    expect(many().active).toBeNull();
  });

  it('matches colors only after they were looked at', async () => {
    const matching = { target: { ids: [1, 2, 3] }, to: 3, count: 2, samples: [1, 2] };
    many().openMatch(matching);
    many().closeMatch();
    await many().startMatch();
    expect(main.lastBatchId).toBe(0);
    many().openMatch(matching);
    await many().startMatch();
    expect(many()).toMatchObject({ matching: null, active: { do: 'match-colors' } });
  });
});
