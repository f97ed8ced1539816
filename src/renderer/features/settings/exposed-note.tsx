import { t } from '@shared/i18n/index.ts';
import { isExposed } from '@shared/loopback.ts';
import { TriangleAlert } from 'lucide-react';

/** Warns before a key is sent over plain http to another machine, where it can be read on its way. */
export function ExposedNote({ address, id }: { readonly address: string; readonly id?: string }) {
  return isExposed(address) ? (
    <p id={id} className="field-message field-message-warn field-note">
      <TriangleAlert size={14} aria-hidden />
      <span>{t.workflow.exposed}</span>
    </p>
  ) : null;
}
