import { CircleDashed, KeyRound } from 'lucide-react';
import { useSettings } from '../../stores/context.tsx';
import { Badge } from '../../ui/status.tsx';

/** What is known of the key. */
export function EngineSection() {
  const key = useSettings((state) => state.key);
  return (
    <div className="settings-prose">
      <p>Edits by FLUX.2 dev are carried out by 1min.ai, on your account there, and cost credits.</p>
      {key.present ? (
        <Badge tone="good">
          <KeyRound size={12} aria-hidden />A key ending in <span className="mono">{key.lastFour}</span> is in
          use
        </Badge>
      ) : (
        <>
          <Badge>
            <CircleDashed size={12} aria-hidden />
            No API key
          </Badge>
          <p className="meta">
            Start Reseed with <code className="mono selectable">RESEED_API_KEY</code> set to use your key for
            as long as it is open. It is never written down.
          </p>
        </>
      )}
    </div>
  );
}
