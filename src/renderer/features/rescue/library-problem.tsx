import type { LibraryProblem as Problem } from '@shared/domain/rescue.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { DatabaseZap } from 'lucide-react';
import { useStore } from 'zustand';
import { whenText } from '../../format/time.ts';
import { Button } from '../../ui/button.tsx';
import { RebuildProgress } from './rebuild-progress.tsx';
import type { RescueStore, RescueStoreState } from './rescue-store.ts';
import '../../ui/problem-page.css';
import './library-problem.css';

type Way = 'restore' | 'rebuild' | 'lookAgain' | 'showFolder' | 'chooseFolder' | 'quit';

/** Returns the actions for a problem. The first one solves it. */
function waysOut(problem: Problem, hasBackup: boolean): readonly Way[] {
  switch (problem) {
    case 'library-missing':
    case 'library-damaged':
      return [...(hasBackup ? (['restore'] as const) : []), 'rebuild', 'lookAgain', 'showFolder', 'quit'];
    case 'library-read-only':
    case 'library-of-other-user':
      return ['chooseFolder', 'lookAgain', 'showFolder', 'quit'];
    case 'library-gone':
      return ['lookAgain', 'chooseFolder', 'showFolder', 'quit'];
    default:
      return ['lookAgain', 'showFolder', 'quit'];
  }
}

/** Shown while the library isn't open. */
export function LibraryProblem({ store }: { readonly store: RescueStore }) {
  const { rescue, looked, looking, ...ways } = useStore(store);
  const { problem, rebuilding, backup, failure } = rescue;
  if (problem === null) return null;
  const failed = failure === null ? null : t.rescue.rebuildFailed(errorMessage({ code: failure }));
  return (
    <section className="problem-page" aria-label={t.rescue.title}>
      <DatabaseZap size={32} strokeWidth={1.25} aria-hidden />
      <h1>{t.rescue.headings[problem]}</h1>
      <p className="selectable">{t.rescue.explanations[problem]}</p>
      {backup ? (
        <p className="selectable">
          {t.rescue.newestBackup(whenText(backup.at), backup.content.pictures, backup.content.edits)}
        </p>
      ) : null}
      {rebuilding ? (
        <RebuildProgress progress={rebuilding} onCancel={() => void ways.cancelRebuild()} />
      ) : null}
      <Ways problem={problem} hasBackup={backup !== null} ways={ways} busy={looking || rebuilding !== null} />
      <p className="library-problem-message" role="status">
        {failed ?? (looked ? t.rescue.stillThere : '')}
      </p>
    </section>
  );
}

interface WaysProps {
  readonly problem: Problem;
  readonly hasBackup: boolean;
  readonly ways: Pick<RescueStoreState, Way>;
  readonly busy: boolean;
}

function Ways({ problem, hasBackup, ways, busy }: WaysProps) {
  return (
    <div className="problem-page-actions">
      {waysOut(problem, hasBackup).map((way, at) => (
        <Button
          key={way}
          variant={at === 0 ? 'primary' : 'secondary'}
          disabled={busy && way !== 'showFolder' && way !== 'quit'}
          onClick={() => void ways[way]()}
        >
          {t.rescue[way]}
        </Button>
      ))}
    </div>
  );
}
