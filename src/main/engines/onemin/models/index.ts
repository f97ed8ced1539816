import { Model } from '@shared/domain/model.ts';
import flux2Dev from './flux-2-dev.json' with { type: 'json' };

/** FLUX.2 dev comes first: it is the default. */
export const ONEMIN_MODELS: readonly Model[] = [flux2Dev].map((json) => Model.parse(json));
