import { ImagePlus, Image as ImageSmall, Images } from 'lucide-react';
import { useLibrary, useSettings, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Slider } from '../../ui/slider.tsx';
import { Skeleton } from '../../ui/status.tsx';
import { Grid } from './grid.tsx';
import { ImportStatus } from './import-status.tsx';
import './library.css';
import { RefusedReport } from './refused-report.tsx';

export function LibraryRegion() {
  const { imports, settings, view, library } = useStores();
  const phase = useLibrary((state) => state.phase);
  const total = useLibrary((state) => state.total);
  const search = useLibrary((state) => state.query.search);
  const thumbSize = useSettings((state) => state.settings.thumbSize);
  return (
    <Panel
      name="Library"
      className="library"
      count={phase === 'ready' && total > 0 ? total.toLocaleString() : null}
      actions={
        <FileButton
          icon={ImagePlus}
          label="Add pictures"
          keys="Mod+O"
          accept="image/*"
          onFiles={(files) => void imports.getState().filesGiven(files)}
        />
      }
    >
      <ImportStatus />
      <RefusedReport />
      {phase === 'loading' ? <GridSkeleton size={thumbSize} /> : null}
      {phase === 'ready' && total > 0 ? <Grid onOpen={() => view.getState().fullChanged(true)} /> : null}
      {phase === 'ready' && total === 0 ? <Nothing search={search} /> : null}
      {phase === 'failed' ? (
        <div className="library-nothing">
          <p>The library could not be read.</p>
          <Button small onClick={() => void library.getState().searched(search)}>
            Try again
          </Button>
        </div>
      ) : null}
      <footer className="library-footer">
        <ImageSmall size={12} aria-hidden />
        <Slider
          aria-label="Thumbnail size"
          value={thumbSize}
          min={72}
          max={320}
          step={4}
          onChange={(size) => settings.getState().changed({ thumbSize: size })}
        />
        <Images size={16} aria-hidden />
      </footer>
    </Panel>
  );
}

function Nothing({ search }: { readonly search: string }) {
  const { library } = useStores();
  return search.trim() === '' ? (
    <p className="library-nothing">Your pictures and their edits will be here.</p>
  ) : (
    <div className="library-nothing">
      <p>No picture matches “{search}”.</p>
      <Button small onClick={() => void library.getState().searched('')}>
        Clear search
      </Button>
    </div>
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
