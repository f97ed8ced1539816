import type { Out } from '@shared/contract.ts';
import { engineCatalog } from '@shared/domain/engine-catalog.ts';
import type { ModelRefusal } from '@shared/domain/model-file.ts';
import { type ModelOffer, offerOf } from '@shared/domain/model-offer.ts';
import { truncateToMessageSize } from './library/message-size.ts';

/** Maximum number of refused files in an answer. */
const REFUSED_MAX = 20;

/** Returns the engines, then the models, from a position on: as many as fit into one message. */
export function listEngines(
  after: number,
  { refused, offers }: { readonly refused: readonly ModelRefusal[]; readonly offers: readonly ModelOffer[] },
): Out<'engine.list'> {
  const { engines, models } = engineCatalog();
  const rest = [
    ...engines.map((engine) => ({ engine, model: null, offer: null })),
    ...models.map((model) => ({ engine: null, model, offer: offerOf(offers, model) })),
  ].slice(after);
  const page = truncateToMessageSize(rest, 45_000);
  return {
    engines: page.flatMap(({ engine }) => engine ?? []),
    models: page.flatMap(({ model }) => model ?? []),
    offers: page.flatMap(({ offer }) => offer ?? []),
    refused: refused.slice(0, REFUSED_MAX),
    more: page.length < rest.length,
  };
}
