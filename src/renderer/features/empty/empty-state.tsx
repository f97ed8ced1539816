import { ImageDown } from 'lucide-react';
import { useState } from 'react';
import { useImports, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import './empty.css';

/** What a new library shows: where to drop, samples to begin with, and words to try. */
export function EmptyState() {
  const { imports } = useStores();
  const [asked, setAsked] = useState(false);
  const importing = useImports((state) => state.active !== null);
  return (
    <section className="empty" aria-label="Canvas">
      <div className="empty-target">
        <ImageDown size={32} strokeWidth={1.25} aria-hidden />
        <h2 className="empty-title">Drop pictures here</h2>
        <p className="meta">JPEG, PNG, WebP, AVIF, GIF or BMP, up to 50 MB each</p>
        <div className="empty-buttons">
          <Button onClick={() => void imports.getState().pick()}>Choose files…</Button>
          <Button
            variant="primary"
            disabled={asked || importing}
            onClick={() => {
              setAsked(true);
              // Once more when it failed.
              void imports
                .getState()
                .samples()
                .finally(() => setAsked(false));
            }}
          >
            Try the samples
          </Button>
        </div>
      </div>
      <p className="empty-try">
        Then say what should change: <q className="selectable">make it a watercolor painting</q>
      </p>
    </section>
  );
}
