import type { Verdict } from './verdict.ts';

/** A re-run of a watched edit, measured against the edit's own result. */
export type WatchMeasure = Pick<Verdict, 'ssim' | 'changedShare'>;

/** Number of re-runs that show how much an edit's results usually vary. Before that nothing is reported. */
export const BASELINE_MIN = 3;
/** Number of re-runs in a row that must differ. One broken or misrouted picture is no change of the endpoint. */
export const CONFIRMATIONS = 3;

/** The results of an endpoint were clearly different from `from` up to, and without, `to`. */
export interface DifferentPeriod<M> {
  readonly from: M;
  /** The last re-run before it that was as usual. */
  readonly before: M;
  /** The first re-run that was as usual again. Null: still different. */
  readonly to: M | null;
}

export interface WatchAssessment<M> {
  /**
   * `learning`: too few re-runs to know how much the results usually vary. `unsteady`: they vary so much that
   * only a drastic change could be told from chance. `suspect`: the last one or two differ.
   */
  readonly state: 'learning' | 'steady' | 'unsteady' | 'suspect' | 'different';
  /** In order. The last one is open if the state is `different`. */
  readonly periods: readonly DifferentPeriod<M>[];
  /** Number of re-runs in a row that differ while the state is `suspect`. */
  readonly differing: number;
  /** SSIM below which a re-run counts as different. Null while learning. */
  readonly belowSsim: number | null;
}

/**
 * Decides whether an endpoint has changed, from the re-runs of one edit in the order they were made. A
 * deterministic endpoint repeats its picture; another one varies by some spread, which the re-runs so far
 * show. It is different when `CONFIRMATIONS` re-runs in a row lie clearly outside that spread, in structure or
 * in color. Their date is that of the first. The same number of usual re-runs ends it.
 */
export function assessWatch<M extends WatchMeasure>(series: readonly M[]): WatchAssessment<M> {
  const usual = createUsual<M>();
  const periods: DifferentPeriod<M>[] = [];
  let pending: M[] = [];
  let isDifferent = false;

  for (const measure of series) {
    const limits = usual.limits();
    const differs = limits !== null && exceeds(measure, limits);
    if (differs === isDifferent) {
      // Back before it was confirmed: the few in between were chance.
      if (!isDifferent) usual.add(...pending, measure);
      pending = [];
      continue;
    }
    pending.push(measure);
    if (pending.length < CONFIRMATIONS) continue;
    const [first] = pending;
    const before = usual.last();
    if (!first || !before) continue;
    if (isDifferent) {
      periods.push({ ...(periods.pop() as DifferentPeriod<M>), to: first });
      usual.add(...pending);
    } else periods.push({ from: first, before, to: null });
    isDifferent = !isDifferent;
    pending = [];
  }

  const limits = usual.limits();
  const belowSsim = limits && Math.max(0, 1 - limits.distance);
  const differing = isDifferent ? 0 : pending.length;
  const state = () => {
    if (isDifferent) return 'different';
    if (!limits) return 'learning';
    if (limits.distance > UNSTEADY_DISTANCE) return 'unsteady';
    return differing > 0 ? 'suspect' : 'steady';
  };
  return { state: state(), periods, differing, belowSsim };
}

/** Smallest excess over the usual spread that counts: what other hardware or rounding changes is below it. */
const DISTANCE_FLOOR = 0.08;
const CHANGED_FLOOR = 0.25;
/** Above this limit unrelated pictures of one source could pass for usual. */
const UNSTEADY_DISTANCE = 0.6;
/** Share of re-runs, at least one, that may be chance: a broken picture must not hide every later change. */
const STRAY_SHARE = 0.1;

interface Limits {
  /** Of `1 - ssim`. */
  readonly distance: number;
  readonly changedShare: number;
}

/** Collects the usual re-runs. Their spread is kept sorted, because each re-run is compared with it. */
function createUsual<M extends WatchMeasure>() {
  const distances: number[] = [];
  const changedShares: number[] = [];
  let last: M | null = null;
  return {
    add(...measures: readonly M[]) {
      for (const measure of measures) {
        insertSorted(distances, distanceOf(measure));
        insertSorted(changedShares, measure.changedShare);
        last = measure;
      }
    },
    last: () => last,
    /** Null while there are too few. */
    limits(): Limits | null {
      if (distances.length < BASELINE_MIN) return null;
      return {
        distance: limitOf(distances, DISTANCE_FLOOR),
        changedShare: limitOf(changedShares, CHANGED_FLOOR),
      };
    },
  };
}

function insertSorted(sorted: number[], value: number): void {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, value);
}

/** Returns the usual maximum, without strays, and a margin, which is wider the fewer values show the spread. */
function limitOf(sorted: readonly number[], floor: number): number {
  const count = sorted.length;
  const strays = count > BASELINE_MIN ? Math.max(1, Math.floor(count * STRAY_SHARE)) : 0;
  const above = (reach: number) => reach + Math.max(floor, reach * (0.4 + 2 / count));
  const limit = above(sorted[count - 1 - strays] ?? 0);
  return above(sorted.findLast((value) => value <= limit) ?? 0);
}

function exceeds(measure: WatchMeasure, limits: Limits): boolean {
  return distanceOf(measure) > limits.distance || measure.changedShare > limits.changedShare;
}

function distanceOf({ ssim }: WatchMeasure): number {
  return 1 - ssim;
}
