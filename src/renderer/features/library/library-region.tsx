import { t } from '@shared/i18n/index.ts';
import { ImagePlus, Image as ImageSmall, Images } from 'lucide-react';
import { useKeysOf, useLibrary, useSettings, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Slider } from '../../ui/slider.tsx';
import { Skeleton } from '../../ui/status.tsx';
import { FilterButton, FilterChips, LibraryHeading, SortMenu } from '../filters/index.ts';
import { BulkBar } from '../selection/index.ts';
import { TrashBar } from '../trash/index.ts';
import { FiltersPanel } from './filters-panel.tsx';
import { Grid } from './grid.tsx';
import { ImportStatus } from './import-status.tsx';
import './library.css';
import { LibraryEmptyState } from './library-empty-state.tsx';
import { RefusedReport } from './refused-report.tsx';

export function LibraryRegion() {
  const { imports } = useStores();
  const filtersOpen = useSettings((state) => state.settings.filtersOpen);
  const keys = useKeysOf('import');
  return (
    <Panel
      name={t.library.title}
      heading={<LibraryHeading />}
      className="library"
      actions={
        <>
          <FilterButton />
          <SortMenu />
          <FileButton
            icon={ImagePlus}
            label={t.library.addPictures}
            keys={keys}
            accept="image/*"
            onFiles={(files) => void imports.getState().importFiles(files)}
          />
        </>
      }
    >
      <ImportStatus />
      <RefusedReport />
      <div className="library-body">
        {filtersOpen ? <FiltersPanel /> : null}
        <div className="library-list">
          <FilterChips />
          <TrashBar />
          <Pictures />
          <BulkBar />
          <ThumbSize />
        </div>
      </div>
    </Panel>
  );
}

/** The list, or its empty state. */
function Pictures() {
  const { view, library } = useStores();
  const phase = useLibrary((state) => state.phase);
  const total = useLibrary((state) => state.total);
  const thumbSize = useSettings((state) => state.settings.thumbSize);
  if (phase === 'loading') return <GridSkeleton size={thumbSize} />;
  if (phase === 'ready')
    return total > 0 ? <Grid onOpen={() => view.getState().setFillWindow(true)} /> : <LibraryEmptyState />;
  return (
    <div className="library-nothing">
      <p>{t.library.unreadable}</p>
      <Button small onClick={() => void library.getState().setQuery({})}>
        {t.common.tryAgain}
      </Button>
    </div>
  );
}

function ThumbSize() {
  const { settings } = useStores();
  const thumbSize = useSettings((state) => state.settings.thumbSize);
  return (
    <footer className="library-footer">
      <ImageSmall size={12} aria-hidden />
      <Slider
        aria-label={t.library.thumbnailSize}
        value={thumbSize}
        min={72}
        max={320}
        step={4}
        onChange={(size) => settings.getState().save({ thumbSize: size })}
      />
      <Images size={16} aria-hidden />
    </footer>
  );
}

function GridSkeleton({ size }: { readonly size: number }) {
  return (
    <div
      className="grid-skeleton"
      style={{ gridTemplateColumns: `repeat(auto-fill, minmax(${size}px, 1fr))` }}
    >
      {Array.from({ length: 12 }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: twelve equal boxes
        <Skeleton key={at} className="grid-skeleton-tile" />
      ))}
    </div>
  );
}
