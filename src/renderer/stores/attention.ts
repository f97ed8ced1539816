/** Counts what a person has done in the window so far. */
export type Moment = number;

/**
 * Knows whether a person has moved since a press. An event from the background may change what is shown, selected or focused only
 * while they have not: whoever has moved or typed since then is somewhere else, and stays there.
 */
export interface Attention {
  /** A key, a mouse button, the wheel or a drop: the person is somewhere else now. */
  acted(): void;
  now(): Moment;
  /** Whether nothing was done since. */
  hasStayed(since: Moment): boolean;
  /** The person pressed for these runs at that moment and waits for what they make. */
  runsAwaited(runIds: Iterable<number>, since: Moment): void;
  /** The last press came once more at that moment, as in a double click: it is still the same one. */
  pressedAgain(since: Moment): void;
  /** Whether the person has been waiting for this run and for nothing else. */
  isAwaited(runId: number): boolean;
}

export function createAttention(): Attention {
  let acts: Moment = 0;
  /** One press is enough: an earlier one can no longer be waited for. */
  let press: { readonly runs: ReadonlySet<number>; readonly since: Moment } | null = null;
  return {
    acted: () => {
      acts += 1;
    },
    now: () => acts,
    hasStayed: (since) => since === acts,
    runsAwaited: (runIds, since) => {
      const runs = new Set(runIds);
      // Two presses with nothing between them, as from the command line of a test: both are waited for.
      press = { runs: press?.since === since ? new Set([...press.runs, ...runs]) : runs, since };
    },
    pressedAgain: (since) => {
      if (press) press = { ...press, since };
    },
    isAwaited: (runId) => press !== null && press.since === acts && press.runs.has(runId),
  };
}

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Fn']);

/** Counts the acts of a person in a window, before anything there hears of them; the answer stops it. */
export function watchAttention(attention: Attention, target: Window): () => void {
  const acted = (event: Event) => {
    if (event instanceof KeyboardEvent && MODIFIERS.has(event.key)) return;
    attention.acted();
  };
  const kinds = ['pointerdown', 'keydown', 'wheel', 'drop', 'input'] as const;
  for (const kind of kinds) target.addEventListener(kind, acted, { capture: true, passive: true });
  return () => {
    for (const kind of kinds) target.removeEventListener(kind, acted, { capture: true });
  };
}
