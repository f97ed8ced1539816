import type { EditEntry } from '@shared/domain/edit.ts';
import { isPaid } from '@shared/domain/engine-catalog.ts';
import { ACTIVE_STATES, isSettled, type RunProgress, type RunState } from '@shared/domain/run.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import type { Bus } from '../bus.ts';
import type { Desktop, Elapsed } from '../ports.ts';

/**
 * Minimum time (ms) between two notifications of finished edits while more are pending. Failures are shown
 * immediately.
 */
export const NOTICE_GAP_MS = 4_000;
const PROMPT_MAX = 80;

/** Progress of runs that report no steps. */
const SHARES: Partial<Record<RunState, number>> = {
  uploading: 0.1,
  sending: 0.3,
  accepted: 0.6,
  downloading: 0.9,
};

interface NoticesDeps {
  readonly bus: Pick<Bus, 'on'>;
  readonly desktop: Pick<Desktop, 'notify' | 'showProgress'>;
  /** Whether the user enabled notifications. */
  readonly enabled: () => boolean;
  readonly elapsed: Elapsed;
}

interface OpenRun {
  readonly state: RunState;
  /** 0 to 1. */
  readonly share: number;
}

/**
 * Shows desktop notifications when an active run ends, and the progress of active runs on the app's icon.
 * Later events of a run that has ended (a verdict, its position) are ignored.
 */
export function createNotices({ bus, desktop, enabled, elapsed }: NoticesDeps): void {
  const open = new Map<number, OpenRun>();
  let untold: string[] = [];
  let timer: NodeJS.Timeout | null = null;
  let lastNotice = Number.NEGATIVE_INFINITY;
  let shown: number | null = null;
  let unwritten = 0;

  function changed(entry: EditEntry): void {
    const { id, state } = entry.run;
    if (!isSettled(state)) {
      if (open.get(id)?.state !== state) open.set(id, { state, share: SHARES[state] ?? 0 });
    } else if (open.delete(id)) ended(entry);
    showProgress();
  }

  function ended(entry: EditEntry): void {
    const { state, error } = entry.run;
    if (state === 'cancelled') return;
    if (state !== 'saved') {
      const charge = isPaid(entry.edit.request.engine) ? entry.run.charged : null;
      const title = state === 'uncertain' ? t.runs.noticeUncertain : t.runs.noticeFailed;
      notify(title, `${nameOf(entry)}: ${errorMessage(error ?? { code: 'outcome-unknown' }, charge)}`);
      return;
    }
    untold.push(nameOf(entry));
    const wait = lastNotice + NOTICE_GAP_MS - elapsed();
    if (open.size === 0 || wait <= 0) tellDone();
    else {
      timer ??= setTimeout(tellDone, wait);
      timer.unref();
    }
  }

  function tellDone(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    const [first, ...more] = untold;
    if (more.length > 0) notify(t.runs.noticeDone(untold.length), t.runs.noticeLast(untold.at(-1) ?? ''));
    else if (first !== undefined) notify(t.runs.noticeDone(1), first);
    untold = [];
    lastNotice = elapsed();
  }

  function notify(title: string, body: string): void {
    if (enabled()) desktop.notify(title, body);
  }

  /** Shown even if notifications are disabled: a paid result is at risk. */
  function unwrittenChanged(count: number): void {
    if (count > 0 && unwritten === 0) desktop.notify(t.runs.noticeDiskFull, t.queue.unwritten(count));
    unwritten = count;
  }

  function progressed({ runId, step, steps }: RunProgress): void {
    const run = open.get(runId);
    if (!run || !ACTIVE_STATES.includes(run.state)) return;
    open.set(runId, { ...run, share: Math.min(step / steps, 1) });
    showProgress();
  }

  /** Rounded to hundredths, because each change redraws the icon. */
  function showProgress(): void {
    const active = [...open.values()].filter((run) => ACTIVE_STATES.includes(run.state));
    const sum = active.reduce((all, run) => all + run.share, 0);
    const share = active.length === 0 ? null : Math.round((sum / active.length) * 100) / 100;
    if (share === shown) return;
    shown = share;
    desktop.showProgress(share);
  }

  bus.on('run.changed', changed);
  bus.on('queue.obstacles', ({ unwritten }) => unwrittenChanged(unwritten.length));
  bus.on('run.progress', progressed);
}

function nameOf({ edit, sourceName }: EditEntry): string {
  const prompt = edit.request.prompt.replace(/\s+/g, ' ').trim();
  const short = prompt.length > PROMPT_MAX ? `${prompt.slice(0, PROMPT_MAX - 1)}…` : prompt;
  return t.runs.promptOn(short, sourceName);
}
