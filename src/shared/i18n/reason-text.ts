import type { ParamsOf, Reason } from '../error-reasons.ts';

/** A sentence for every reason, from its parameters. */
export type ReasonTranslations = {
  readonly [R in Reason]: keyof ParamsOf<R> extends never ? string : (params: ParamsOf<R>) => string;
};
