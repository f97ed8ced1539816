import { FolderOpen } from 'lucide-react';
import { useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';

export function LibrarySection() {
  const { settings } = useStores();
  return (
    <div className="settings-prose">
      <p>
        Your pictures, their edits and every prompt and seed are in one folder on this machine. Originals may
        be moved or deleted: what Reseed needs is in there.
      </p>
      <Button onClick={() => void settings.getState().revealData()}>
        <FolderOpen size={16} strokeWidth={1.75} aria-hidden />
        Show library folder
      </Button>
    </div>
  );
}
