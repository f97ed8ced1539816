import { t } from '@shared/i18n/index.ts';
import { Pause, Play, SkipForward } from 'lucide-react';
import { shareText } from '../../format/share.ts';
import { useSettings, useStores, useView } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { SliderOption } from '../../ui/slider-option.tsx';
import type { DifferenceState } from './use-difference.ts';

/** Speed of a blink. With reduced motion only the user switches pictures. */
export function BlinkOptions({ reducedMotion }: { readonly reducedMotion: boolean }) {
  const { view, settings } = useStores();
  const paused = useView((state) => state.blinkPaused);
  const pace = useSettings((state) => state.settings.blinkMs);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="canvas-options" role="group" aria-label={t.canvas.blink}>
      {reducedMotion ? null : (
        <IconButton
          small
          icon={paused ? Play : Pause}
          label={paused ? t.canvas.resume : t.canvas.pause}
          onClick={() => view.getState().setBlinkPaused(!paused)}
        />
      )}
      <IconButton
        small
        icon={SkipForward}
        label={t.canvas.step}
        onClick={() => view.getState().stepBlink()}
      />
      {reducedMotion ? null : (
        <SliderOption
          label={t.canvas.pace}
          value={pace}
          min={340}
          max={3000}
          step={20}
          text={t.canvas.paceText(pace)}
          onChange={(blinkMs) => settings.getState().save({ blinkMs })}
        />
      )}
    </div>
  );
}

/** Options of the difference map. */
export function DifferenceOptions({ state }: { readonly state: DifferenceState }) {
  const { settings } = useStores();
  const gain = useSettings((now) => now.settings.differenceGain);
  const threshold = useSettings((now) => now.settings.differenceThreshold);
  const change = settings.getState().save;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="canvas-options" role="group" aria-label={t.canvas.difference}>
      <SliderOption
        label={t.canvas.amplify}
        value={gain}
        min={1}
        max={16}
        step={1}
        text={t.canvas.amplifyText(gain)}
        onChange={(differenceGain) => change({ differenceGain })}
      />
      <SliderOption
        label={t.canvas.threshold}
        value={threshold}
        min={0}
        max={64}
        step={1}
        text={t.canvas.thresholdText(threshold)}
        onChange={(differenceThreshold) => change({ differenceThreshold })}
      />
      <span className="canvas-legend" role="img" aria-label={t.canvas.legend} />
      <span className="canvas-option-text numerals" role="status">
        {stateText(state)}
      </span>
    </div>
  );
}

function stateText(state: DifferenceState): string {
  switch (state.phase) {
    case 'working':
      return t.canvas.mapping;
    case 'failed':
      return t.canvas.mapFailed;
    case 'shown':
      return state.share === 0 ? t.canvas.noDifference : shareText(state.share);
  }
}
