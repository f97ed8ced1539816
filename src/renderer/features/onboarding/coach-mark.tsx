import { t } from '@shared/i18n/index.ts';
import { useFirstSteps, useKeysOf, useLibrary, useSettings, useStores } from '../../stores/context.tsx';
import { FIRST_STEPS, type FirstStep } from '../../stores/first-steps-store.ts';
import { Button } from '../../ui/button.tsx';
import { keysInWords } from '../../ui/kbd.tsx';
import './onboarding.css';

interface CoachMarkProps {
  /** The steps shown at this place. */
  readonly steps: readonly FirstStep[];
  /** Direction of the control it refers to. */
  readonly points: 'up' | 'down';
}

/**
 * A hint of the first steps, next to its control. It is part of the page's flow: it covers nothing and takes
 * no focus, so that users who don't need it can ignore it.
 */
export function CoachMark({ steps, points }: CoachMarkProps) {
  const { firstSteps } = useStores();
  const done = useSettings((state) => state.settings.onboardingDone);
  const step = useFirstSteps((state) => state.step);
  // An empty library has no next step.
  const canGoOn = useLibrary((state) => state.total > 0);
  const words = t.shell.firstSteps;
  const sentence = useSentence(step);
  if (done || !steps.includes(step)) return null;
  const last = step === FIRST_STEPS.at(-1);
  return (
    <aside className="coach" data-points={points} aria-label={words.title}>
      <div className="coach-words" role="status">
        <p className="coach-step numerals">{words.step(FIRST_STEPS.indexOf(step) + 1)}</p>
        <p>{sentence}</p>
      </div>
      <div className="coach-buttons">
        {last ? null : (
          <Button small variant="ghost" onClick={() => firstSteps.getState().skip()}>
            {words.skip}
          </Button>
        )}
        {last || canGoOn ? (
          <Button small onClick={() => firstSteps.getState().next()}>
            {last ? t.common.done : words.next}
          </Button>
        ) : null}
      </div>
    </aside>
  );
}

function useSentence(step: FirstStep): string {
  const words = t.shell.firstSteps;
  const run = useKeysOf('run-edit');
  const hold = useKeysOf('hold-before');
  switch (step) {
    case 'drop':
      return words.drop;
    case 'say':
      return words.say(run ? keysInWords(run) : t.commands['run-edit']);
    case 'look':
      return words.look(hold ? keysInWords(hold) : null);
  }
}
