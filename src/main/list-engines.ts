import type { Out } from '@shared/contract.ts';
import { engineCatalog } from '@shared/domain/engine-catalog.ts';
import { truncateToMessageSize } from './library/message-size.ts';

/** Returns the engines, then the models, from a position on: as many as fit into one message. */
export function listEngines(after: number): Out<'engine.list'> {
  const { engines, models } = engineCatalog();
  const rest = [
    ...engines.map((engine) => ({ engine, model: null })),
    ...models.map((model) => ({ engine: null, model })),
  ].slice(after);
  const page = truncateToMessageSize(rest);
  return {
    engines: page.flatMap(({ engine }) => engine ?? []),
    models: page.flatMap(({ model }) => model ?? []),
    more: page.length < rest.length,
  };
}
