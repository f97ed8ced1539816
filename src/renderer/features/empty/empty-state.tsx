import { t } from '@shared/i18n/index.ts';
import { ImageDown } from 'lucide-react';
import { useState } from 'react';
import { useImports, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import './empty.css';

/** Empty state of a new library: where to drop, samples, and example prompts. */
export function EmptyState() {
  const { imports } = useStores();
  const [requested, setRequested] = useState(false);
  const importing = useImports((state) => state.active !== null);
  return (
    <section className="empty" aria-label={t.canvas.title}>
      <div className="empty-target">
        <ImageDown size={32} strokeWidth={1.25} aria-hidden />
        <h2 className="empty-title">{t.shell.dropHere}</h2>
        <p className="meta">{t.shell.whatWorks}</p>
        <div className="empty-buttons">
          <Button onClick={() => void imports.getState().pick()}>{t.shell.chooseFiles}</Button>
          <Button
            variant="primary"
            disabled={requested || importing}
            onClick={() => {
              setRequested(true);
              // Retry after a failure.
              void imports
                .getState()
                .importSamples()
                .finally(() => setRequested(false));
            }}
          >
            {t.shell.trySamples}
          </Button>
        </div>
      </div>
      <p className="empty-try">
        {t.shell.thenSay} <q className="selectable">{t.shell.exampleSentence}</q>
      </p>
    </section>
  );
}
