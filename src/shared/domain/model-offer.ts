import { z } from 'zod';
import { startOfDate, startOfDay } from '../local-day.ts';
import { EngineId, ModelId } from './model.ts';

/** What a service says about one of its models, apart from a run. The last answer is kept for offline use. */
export const ModelOffer = z.strictObject({
  engine: EngineId,
  model: ModelId,
  /** Estimated price of one edit, in the service's credits. */
  credits: z.number().nonnegative().max(1_000_000_000).nullable(),
  /** Day on which the service retires the model, `2027-03-03`. */
  retiresOn: z.iso.date().nullable(),
  /** Time of the service's answer, in milliseconds since 1970. */
  askedAt: z.number(),
});
export type ModelOffer = Readonly<z.infer<typeof ModelOffer>>;

/** Returns what a service says about a model, or null. */
export function offerOf(
  offers: readonly ModelOffer[],
  { engine, id }: { readonly engine: EngineId; readonly id: ModelId },
): ModelOffer | null {
  return offers.find((offer) => offer.engine === engine && offer.model === id) ?? null;
}

/** Number of days before a model's retirement from which on the page warns. */
export const RETIRES_SOON_DAYS = 30;

/** Returns local midnight of a day such as `2027-03-03`, in milliseconds since 1970. */
export function dayStart(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return startOfDate(year, month - 1, date);
}

/** Returns how close a model's retirement is: `none` without a date or more than 30 days before. */
export function retirement(
  { retiresOn }: Pick<ModelOffer, 'retiresOn'>,
  now: number,
): 'none' | 'soon' | 'past' {
  if (retiresOn === null) return 'none';
  const day = dayStart(retiresOn);
  const today = startOfDay(now);
  if (day <= today) return 'past';
  const soonest = new Date(today);
  soonest.setDate(soonest.getDate() + RETIRES_SOON_DAYS);
  return day <= soonest.getTime() ? 'soon' : 'none';
}
