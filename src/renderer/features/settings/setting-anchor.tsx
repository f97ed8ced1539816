import { type ReactNode, useEffect, useRef } from 'react';
import { useSettings, useStores } from '../../stores/context.tsx';
import type { SettingId } from './registry.ts';

/** How long (ms) a requested setting is highlighted. */
const MARKED_MS = 2_500;

/** One setting on the page. On request, it is scrolled into view, focused and briefly highlighted. */
export function SettingAnchor({ id, children }: { readonly id: SettingId; readonly children: ReactNode }) {
  const { settings } = useStores();
  const place = useRef<HTMLDivElement>(null);
  const wanted = useSettings((state) => state.settings.settingsSpot === id);
  useEffect(() => {
    const element = place.current;
    if (!wanted || !element) return;
    element.scrollIntoView({ block: 'center' });
    element.querySelector<HTMLElement>('input, select, button')?.focus();
    const timer = setTimeout(() => settings.getState().save({ settingsSpot: null }), MARKED_MS);
    return () => clearTimeout(timer);
  }, [wanted, settings]);
  return (
    <div ref={place} className="settings-spot" data-setting={id} data-marked={wanted || undefined}>
      {children}
    </div>
  );
}
