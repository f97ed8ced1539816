import type { EditEntry, ResultRecord } from '@shared/domain/edit.ts';
import { t } from '@shared/i18n/index.ts';
import { ScanSearch, SlidersHorizontal, Stamp } from 'lucide-react';
import { useStores, useView } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { FinishStatus } from './finish-actions.tsx';
import { findAndPaint, openFor } from './open-panel.ts';
import { CertificateNumbers, Seal } from './seal.tsx';
import './finish.css';

/** In an edit's details: its newest raw result and each version of it, with their certificates. */
export function Versions({ entry, result }: { readonly entry: EditEntry; readonly result: ResultRecord }) {
  const stores = useStores();
  const { finish, view } = stores;
  const shownId = useView((state) => state.pair?.afterId ?? null);
  const target = { rawId: result.image.id, sourceId: entry.edit.sourceImageId };
  const { finished } = result;
  const version = finished.find(({ image }) => image.id === shownId) ?? finished[0];
  const show = (imageId: number) => view.getState().showPair({ beforeId: target.sourceId, afterId: imageId });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="finish-versions" role="group" aria-label={t.finish.title}>
      <div className="finish-row">
        <Button small onClick={() => void finish.getState().putBack(target)}>
          <Stamp size={14} strokeWidth={1.75} aria-hidden />
          {t.finish.putBack}
        </Button>
        <Button small variant="ghost" onClick={() => openFor(stores, target, version?.finish.recipe)}>
          <SlidersHorizontal size={14} strokeWidth={1.75} aria-hidden />
          {t.finish.again}
        </Button>
        <Button small variant="ghost" onClick={() => void findAndPaint(stores, target)}>
          <ScanSearch size={14} strokeWidth={1.75} aria-hidden />
          {t.finish.find}
        </Button>
      </div>
      <FinishStatus rawId={target.rawId} />
      {version ? (
        <>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms. */}
          <div className="finish-row" role="group" aria-label={t.finish.versions}>
            <Button
              small
              variant="ghost"
              aria-pressed={shownId === result.image.id}
              onClick={() => show(result.image.id)}
            >
              {t.finish.raw}
            </Button>
            {finished.map(({ image }, at) => (
              <Button
                key={image.id}
                small
                variant="ghost"
                aria-pressed={shownId === image.id}
                onClick={() => show(image.id)}
              >
                {t.finish.version(finished.length - at)}
              </Button>
            ))}
          </div>
          <Seal certificate={version.finish.certificate} />
          <CertificateNumbers certificate={version.finish.certificate} />
        </>
      ) : null}
    </div>
  );
}
