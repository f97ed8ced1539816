import {
  Collision,
  EDGE_MAX,
  EDGE_MIN,
  ExportFormat,
  type ExportOptions,
  edgeThatFits,
  QUALITY_MAX,
  QUALITY_MIN,
} from '@shared/domain/export.ts';
import { t } from '@shared/i18n/index.ts';
import { FolderOpen } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useExports, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldMessage, FieldRow } from '../../ui/field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { SelectField } from '../../ui/select.tsx';
import { SwitchField } from '../../ui/switch.tsx';
import './export.css';
import { NameTemplate } from './name-template.tsx';

/** Initial value of the longest edge, in pixels. */
const EDGE_FIRST = 2048;

/** Dialog with the export options. */
export function ExportDialog() {
  const { exports } = useStores();
  const open = useExports((state) => state.target !== null);
  const total = useExports((state) => state.total);
  return (
    <Dialog
      title={total === null ? t.transfer.export.titleUnknown : t.transfer.export.title(total)}
      open={open}
      onClose={() => exports.getState().close()}
    >
      {open ? <ExportForm /> : null}
    </Dialog>
  );
}

function ExportForm() {
  const { exports } = useStores();
  const words = t.transfer.export;
  const options = useExports((state) => state.options);
  const problem = useExports((state) => state.problem);
  const tooLong = useExports((state) => state.tooLong);
  const held = edgeThatFits(options);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const change = (patch: Partial<ExportOptions>) => exports.getState().setOptions(patch);
  const fits = (field: string, good: boolean) =>
    setWrong((before) => new Set([...before].filter((one) => one !== field).concat(good ? [] : [field])));
  const ready = wrong.size === 0;
  return (
    <form
      className="export-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void exports.getState().start();
      }}
    >
      <Folder />
      <NameTemplate />
      <div className="export-pair">
        <SelectField
          label={words.format}
          layout="stacked"
          value={options.format}
          choices={ExportFormat.options.map((value) => ({ value, label: words.formats[value] }))}
          note={
            held && tooLong > 0 ? words.tooLong(tooLong, words.formats[options.format], held.edge) : undefined
          }
          warns
          onChange={(format) => change({ format })}
        />
        {options.format === 'jpeg' || options.format === 'webp' ? (
          <WholeNumber
            label={words.quality}
            kept={options.quality}
            min={QUALITY_MIN}
            max={QUALITY_MAX}
            slider
            onFits={(good) => fits('quality', good)}
            onChange={(quality) => change({ quality })}
          />
        ) : null}
      </div>
      <div className="export-pair">
        <SelectField
          label={words.size}
          layout="stacked"
          value={options.longestEdge === null ? 'full' : 'edge'}
          choices={(['full', 'edge'] as const).map((value) => ({ value, label: words.sizes[value] }))}
          onChange={(size) => {
            fits('edge', true);
            change({ longestEdge: size === 'full' ? null : EDGE_FIRST });
          }}
        />
        {options.longestEdge === null ? null : (
          <WholeNumber
            label={words.edge}
            kept={options.longestEdge}
            min={EDGE_MIN}
            max={EDGE_MAX}
            note={words.edgeNote}
            onFits={(good) => fits('edge', good)}
            onChange={(longestEdge) => change({ longestEdge })}
          />
        )}
      </div>
      <SelectField
        label={words.collision}
        layout="stacked"
        value={options.collision}
        choices={Collision.options.map((value) => ({ value, label: words.collisions[value] }))}
        note={options.collision === 'replace' ? words.replaceNote : undefined}
        onChange={(collision) => change({ collision })}
      />
      <SwitchField
        label={words.recipe}
        note={words.recipeNote}
        checked={options.recipe}
        onChange={(recipe) => change({ recipe })}
      />
      {problem === null ? null : <FieldMessage id="export-problem" error={problem} />}
      <footer className="export-footer">
        <Button onClick={() => exports.getState().close()}>{t.common.cancel}</Button>
        <Button variant="primary" type="submit" disabled={!ready}>
          {words.start}
        </Button>
      </footer>
    </form>
  );
}

/** Returns a folder's name, or a drive's path. */
function lastPart(folder: string): string {
  return folder.split(/[\\/]/).filter(Boolean).at(-1) ?? folder;
}

function Folder() {
  const { exports } = useStores();
  const words = t.transfer.export;
  const folder = useExports((state) => state.folder);
  const choose = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Focus the first required control, a frame later, because opening the dialog moves the focus too.
    const frame = requestAnimationFrame(() => exports.getState().folder === null && choose.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [exports]);
  return (
    <FieldRow label={words.folder} layout="stacked">
      {({ id }) => (
        <div className="export-folder">
          <output id={id} className="export-folder-path" title={folder ?? undefined}>
            <FolderOpen size={16} strokeWidth={1.75} aria-hidden />
            {folder === null ? (
              <span>{words.noFolderYet}</span>
            ) : (
              <>
                <span className="export-folder-name">{lastPart(folder)}</span>
                <span className="export-folder-whole">{folder}</span>
              </>
            )}
          </output>
          <Button ref={choose} onClick={() => void exports.getState().pickFolder()}>
            {words.choose}
          </Button>
        </div>
      )}
    </FieldRow>
  );
}

interface WholeNumberProps {
  readonly label: string;
  readonly kept: number;
  readonly min: number;
  readonly max: number;
  readonly note?: string;
  readonly slider?: boolean;
  readonly onFits: (good: boolean) => void;
  readonly onChange: (value: number) => void;
}

/** Invalid values are rejected with a message and not stored. */
function WholeNumber({ label, kept, min, max, note, slider, onFits, onChange }: WholeNumberProps) {
  const [draft, setDraft] = useState<{ readonly value: number | null } | null>(null);
  return (
    <NumberField
      label={label}
      layout="stacked"
      value={draft ? draft.value : kept}
      range={{ min, max, step: 1, integer: true }}
      slider={slider ?? false}
      error={draft ? t.common.wholeNumber(min, max) : undefined}
      note={note}
      onChange={(value) => {
        const good = value !== null && Number.isInteger(value) && value >= min && value <= max;
        setDraft(good ? null : { value });
        onFits(good);
        if (good) onChange(value);
      }}
    />
  );
}
