import { FEATHER_MAX_PX, LEAST_SHARE_MAX, THRESHOLD_RANGE } from '@shared/domain/finish.ts';
import type { ImageRecord } from '@shared/domain/image.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { noteHint, noteText } from '../../format/picture-notes.ts';
import { useFinish, useImage, useKeysOf, useMasks, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { SliderOption } from '../../ui/slider-option.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { FinishStatus } from './finish-actions.tsx';
import type { FinishDraft, FinishTarget } from './finish-store.ts';
import { targetOf } from './finish-target.ts';
import './finish.css';

/** Below the picture: how a result goes back into its original, or its progress. */
export function FinishPanel({ image }: { readonly image: ImageRecord }) {
  const target = useFinish((state) => state.target);
  const shown = targetOf(image);
  if (target && (image.id === target.sourceId || shown?.rawId === target.rawId))
    return <Settings target={target} />;
  return shown ? <Progress rawId={shown.rawId} /> : null;
}

/** Shown without the panel while there is something to report. */
function Progress({ rawId }: { readonly rawId: number }) {
  const isQuiet = useFinish(
    ({ works, problems, finding }) => !works.has(rawId) && !problems.has(rawId) && finding !== rawId,
  );
  return isQuiet ? null : (
    <div className="canvas-options">
      <FinishStatus rawId={rawId} />
    </div>
  );
}

function Settings({ target }: { readonly target: FinishTarget }) {
  const { finish } = useStores();
  const draft = useFinish((state) => state.draft);
  const working = useFinish((state) => state.works.has(target.rawId));
  const change = (patch: Partial<FinishDraft>) => finish.getState().change(patch);
  const isComposite = draft.mode === 'composite';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="canvas-options finish-panel" role="group" aria-label={t.finish.again}>
      <Pick
        label={t.finish.mode}
        value={draft.mode}
        words={t.finish.modes}
        onChange={(mode) => change({ mode })}
      />
      <LightOffer target={target} isChosen={!isComposite} />
      <Pick
        label={t.finish.mask}
        value={draft.mask}
        words={t.finish.masks}
        onChange={(mask) => change({ mask })}
      />
      <MaskOptions target={target} draft={draft} onChange={change} />
      <Check label={t.finish.align} checked={draft.align} onChange={(align) => change({ align })} />
      {isComposite ? (
        <Check
          label={t.finish.matchColor}
          checked={draft.matchColor}
          onChange={(matchColor) => change({ matchColor })}
        />
      ) : null}
      {draft.matchTo === undefined ? null : (
        <Check
          label={t.finish.match.to}
          checked
          // Chosen again from the library, because the picture is part of the version.
          onChange={() => change({ matchTo: undefined })}
        />
      )}
      <SliderOption
        label={t.finish.feather}
        // On a square root scale for even steps.
        value={Math.sqrt(draft.featherPx)}
        min={0}
        max={Math.sqrt(FEATHER_MAX_PX)}
        step={0.1}
        text={t.finish.pixels(draft.featherPx)}
        onChange={(root) => change({ featherPx: Math.round(root * root) })}
      />
      <SliderOption
        label={t.finish.blend}
        value={draft.opacity}
        min={0}
        max={1}
        step={0.01}
        text={t.finish.percent(draft.opacity)}
        onChange={(opacity) => change({ opacity })}
      />
      <Pick
        label={t.finish.format}
        value={draft.format ?? 'png'}
        words={t.finish.formats}
        hint={t.finish.formatHint}
        onChange={(format) => change({ format: format === 'webp' ? format : undefined })}
      />
      <Losses sourceId={target.sourceId} />
      <FinishStatus rawId={target.rawId} />
      <span className="finish-end">
        <Button
          small
          variant="primary"
          aria-disabled={working}
          onClick={() => {
            if (!working) void finish.getState().keep();
          }}
        >
          {t.finish.keep}
        </Button>
        <Button small variant="ghost" onClick={() => finish.getState().closePanel()}>
          {t.finish.done}
        </Button>
      </span>
    </div>
  );
}

/** Offers to carry over light and color where nothing moved, or says why that isn't possible. */
function LightOffer({ target, isChosen }: { readonly target: FinishTarget; readonly isChosen: boolean }) {
  const { finish } = useStores();
  const fit = useFinish(({ lightFit }) => (lightFit?.rawId === target.rawId ? lightFit.fit : null));
  const working = useFinish((state) => state.works.has(target.rawId));
  const keys = useKeysOf('carry-over');
  if (!fit) return null;
  if (!fit.fits)
    return isChosen ? (
      <span className="finish-status" data-tone="bad" role="status" data-light-fit="no">
        {errorMessage({ code: 'finish-failed', ...fit.why })}
      </span>
    ) : null;
  if (isChosen) return null;
  return (
    <Button
      small
      title={`${t.finish.carryOverHint}${keys ? ` (${keys})` : ''}`}
      aria-keyshortcuts={keys}
      aria-disabled={working}
      data-light-fit="yes"
      onClick={() => void finish.getState().carryOver(target)}
    >
      {t.finish.carryOver}
    </Button>
  );
}

/** What finished pictures lack of the source's file, before one is made. */
function Losses({ sourceId }: { readonly sourceId: number }) {
  const { notes = [] } = useImage(sourceId) ?? {};
  if (notes.length === 0) return null;
  return (
    <Tooltip content={notes.map(noteHint).join(' ')}>
      <span className="canvas-option-text numerals" data-lost={notes.map(({ code }) => code).join(' ')}>
        {t.finish.willLack(notes.map(noteText).join(' · '))}
      </span>
    </Tooltip>
  );
}

interface MaskOptionsProps {
  readonly target: FinishTarget;
  readonly draft: FinishDraft;
  readonly onChange: (patch: Partial<FinishDraft>) => void;
}

function MaskOptions({ target, draft, onChange }: MaskOptionsProps) {
  const { finish } = useStores();
  const share = useFinish((state) => state.foundShare);
  const isPainted = useMasks((state) => (state.works.get(target.sourceId)?.change.pixels ?? 0) > 0);
  if (draft.mask === 'drawn')
    return isPainted ? null : <span className="canvas-option-text">{t.finish.noMask}</span>;
  if (draft.mask === 'all') return null;
  const { find } = draft;
  return (
    <>
      <SliderOption
        label={t.finish.threshold}
        // On a logarithmic scale for even steps: twice to the right, half to the left.
        value={Math.log2(find.threshold)}
        min={Math.log2(THRESHOLD_RANGE.min)}
        max={Math.log2(THRESHOLD_RANGE.max)}
        step={0.05}
        text={t.finish.percent(find.threshold)}
        onChange={(power) => onChange({ find: { ...find, threshold: 2 ** power } })}
      />
      <SliderOption
        label={t.finish.least}
        value={Math.sqrt(find.leastShare)}
        min={0}
        max={Math.sqrt(LEAST_SHARE_MAX)}
        step={0.002}
        text={t.finish.percent(find.leastShare)}
        onChange={(root) =>
          onChange({ find: { ...find, leastShare: Math.min(LEAST_SHARE_MAX, root * root) } })
        }
      />
      <Button small onClick={() => void finish.getState().findChanged(target)}>
        {t.finish.find}
      </Button>
      {share === null ? null : (
        <span className="canvas-option-text numerals" role="status">
          {t.finish.found(share)}
        </span>
      )}
    </>
  );
}

interface PickProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly words: Readonly<Record<V, string>>;
  readonly hint?: string;
  readonly onChange: (value: V) => void;
}

function Pick<V extends string>({ label, value, words, hint, onChange }: PickProps<V>) {
  const choices = (Object.entries(words) as [V, string][]).map(([each, name]) => ({
    value: each,
    label: name,
  }));
  return (
    <span className="canvas-option" title={hint}>
      <span aria-hidden>{label}</span>
      <Select aria-label={label} value={value} choices={choices} onChange={onChange} />
    </span>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className="canvas-option">
      {label}
      <input
        type="checkbox"
        className="switch"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
