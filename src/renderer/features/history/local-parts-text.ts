import type { EditRecord } from '@shared/domain/edit.ts';
import { isWholePicture } from '@shared/domain/prepare.ts';
import { t } from '@shared/i18n/index.ts';

/**
 * Returns rows for what was sent of the source and how the result comes back. Empty for the whole picture and
 * the raw result.
 */
export function localPartRows({ prepare, finish }: Pick<EditRecord, 'prepare' | 'finish'>): readonly {
  readonly label: string;
  readonly value: string;
}[] {
  const words = t.history.parts;
  const { region, protect, pad } = prepare;
  const sent = [
    region && words.region(region.width, region.height, region.x, region.y),
    pad && words.pad(pad.ratio[0], pad.ratio[1]),
    protect && words.protected,
  ].filter((part) => part !== null);
  return [
    ...(isWholePicture(prepare) ? [] : [{ label: words.sent, value: sent.join(', ') }]),
    ...(finish
      ? [
          {
            label: t.edit.comesBack.label,
            value: `${t.edit.comesBack.choices[finish.mode === 'carry-over' ? 'light' : 'original']}, ${words.masks[finish.mask.kind]}`,
          },
        ]
      : []),
  ];
}
