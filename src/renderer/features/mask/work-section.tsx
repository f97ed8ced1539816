import type { ImageRecord } from '@shared/domain/image.ts';
import { type Pad, PadFill, padded } from '@shared/domain/prepare.ts';
import type { Size } from '@shared/geometry.ts';
import { t } from '@shared/i18n/index.ts';
import { Crop, type LucideIcon, Proportions, ShieldHalf, SquareDashed } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import type { Ratio } from '../../canvas/tools/region-box.ts';
import { pixelShareText } from '../../format/share.ts';
import { useEdit, useMasks, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select.tsx';
import { isUntouched, NO_WORK } from './mask-state.ts';
import { modelRatios, ratioOf } from './ratios.ts';
import { sentScale } from './work-numbers.ts';

interface WorkSectionProps {
  readonly image: ImageRecord;
  /** Runs *Whole picture*. */
  readonly onReset: () => void;
}

/** In the edit form: what is sent of the picture, where it may change, and padding. For a single picture only. */
export function WorkSection({ image, onReset }: WorkSectionProps) {
  const work = useMasks((state) => state.works.get(image.id) ?? NO_WORK);
  const megapixels = useEdit((state) => Number(state.values.megapixels) || 1);
  const { region, pad, change, protect } = work;
  const whole = sentScale(image, megapixels);
  return (
    <section className="mask-work" aria-label={t.mask.work.title}>
      {isUntouched(work) ? null : (
        <div className="mask-work-facts">
          {region ? (
            <Fact icon={Crop}>
              {t.mask.work.region(region.width, region.height, image.width * image.height)}
              {whole > 1.05 ? (
                <span className="mask-work-gain">
                  {t.mask.work.gain(sentScale(region, megapixels), whole)}
                </span>
              ) : null}
            </Fact>
          ) : null}
          {change.pixels > 0 ? (
            <Fact icon={SquareDashed}>{t.mask.work.change(pixelShareText(change.pixels, image))}</Fact>
          ) : null}
          {protect.pixels > 0 ? (
            <Fact icon={ShieldHalf}>{t.mask.work.protect(pixelShareText(protect.pixels, image))}</Fact>
          ) : null}
          {pad ? <PaddedFact image={image} pad={pad} /> : null}
          <Button small variant="ghost" title={t.mask.work.remove} onClick={onReset}>
            {t.mask.work.reset}
          </Button>
        </div>
      )}
      <PadFields image={image} pad={pad} />
    </section>
  );
}

function Fact({ icon: Icon, children }: { readonly icon: LucideIcon; readonly children: React.ReactNode }) {
  return (
    <p className="mask-work-fact numerals">
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      <span>{children}</span>
    </p>
  );
}

function PaddedFact({ image, pad }: { readonly image: Size; readonly pad: Pad }) {
  const { width, height } = padded(image, pad).size;
  const isSame = width === image.width && height === image.height;
  return <Fact icon={Proportions}>{isSame ? t.mask.work.samePad : t.mask.work.padded(width, height)}</Fact>;
}

const NONE = 'none';
const textOf = ([width, height]: Ratio) => `${width}:${height}`;

function PadFields({ image, pad }: { readonly image: ImageRecord; readonly pad: Pad | null }) {
  const { masks } = useStores();
  const ratios = useEdit(useShallow((state) => modelRatios(state).map(textOf)));
  const set = (next: Pad | null) => masks.getState().setPad(image.id, next);
  return (
    <div className="edit-fields">
      <SelectField
        label={t.mask.work.pad}
        help={t.mask.work.padHelp}
        value={pad ? textOf(pad.ratio) : NONE}
        choices={[
          { value: NONE, label: t.mask.work.noPad },
          ...ratios.map((value) => ({ value, label: value })),
        ]}
        onChange={(next) => {
          const ratio = ratioOf(next);
          set(ratio && { ratio: [ratio[0], ratio[1]], fill: pad?.fill ?? 'mirror' });
        }}
      />
      {pad ? (
        <SelectField
          label={t.mask.work.fill}
          value={pad.fill}
          choices={PadFill.options.map((value) => ({ value, label: t.mask.work.fills[value] }))}
          onChange={(fill) => set({ ...pad, fill })}
        />
      ) : null}
    </div>
  );
}
