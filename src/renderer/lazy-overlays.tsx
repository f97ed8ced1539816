import { ChallengeDialog } from './features/challenge/index.ts';
import { ClosingDialog } from './features/closing/closing-dialog.tsx';
import { ExportDialog } from './features/export/export-dialog.tsx';
import { MatchDialog } from './features/finish/match-dialog.tsx';
import { Palette } from './features/palette/palette.tsx';
import { SelectionPopovers } from './features/selection/selection-popovers.tsx';
import { ShortcutsDialog } from './features/shortcuts/shortcuts-dialog.tsx';
import { WatchDialog } from './features/watch/index.ts';

/** Parts of the main window that are invisible until requested. */
export function LateParts() {
  return (
    <>
      <SelectionPopovers />
      <ShortcutsDialog />
      <ExportDialog />
      <MatchDialog />
      <ChallengeDialog />
      <WatchDialog />
      <Palette />
      <ClosingDialog />
    </>
  );
}
