/** Number of user actions in the window so far. */
export type Moment = number;

/**
 * Tracks whether the user acted since a press. A background event may change what is shown, selected or
 * focused only if not: a user who has moved on or typed is not interrupted.
 */
export interface Attention {
  /** The user pressed a key or mouse button, scrolled or dropped something. */
  acted(): void;
  now(): Moment;
  /** Whether the user did nothing since. */
  hasStayed(since: Moment): boolean;
  /** The user pressed for these runs at that moment and waits for their results. */
  runsAwaited(runIds: Iterable<number>, since: Moment): void;
  /** The last press was repeated at that moment, as in a double click. It still counts as one. */
  pressedAgain(since: Moment): void;
  /** Whether the user has only been waiting for this run. */
  isAwaited(runId: number): boolean;
}

export function createAttention(): Attention {
  let acts: Moment = 0;
  /** Only the last press can be waited for. */
  let press: { readonly runs: ReadonlySet<number>; readonly since: Moment } | null = null;
  return {
    acted: () => {
      acts += 1;
    },
    now: () => acts,
    hasStayed: (since) => since === acts,
    runsAwaited: (runIds, since) => {
      const runs = new Set(runIds);
      // Two presses without an action in between, for example from a test, are both waited for.
      press = { runs: press?.since === since ? new Set([...press.runs, ...runs]) : runs, since };
    },
    pressedAgain: (since) => {
      if (press) press = { ...press, since };
    },
    isAwaited: (runId) => press !== null && press.since === acts && press.runs.has(runId),
  };
}

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Fn']);

/** Counts user actions in a window before any other listener. Returns the unsubscribe function. */
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
