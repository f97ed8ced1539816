import type { Certificate } from '@shared/domain/finish.ts';
import { t } from '@shared/i18n/index.ts';
import { BadgeCheck } from 'lucide-react';
import { Popover } from '../../ui/popover.tsx';
import { certificateLines, insideShare } from './certificate-text.ts';
import './finish.css';

/** Below a finished picture: states that nothing outside the mask changed. A click shows the numbers. */
export function Seal({ certificate }: { readonly certificate: Certificate }) {
  return (
    <Popover
      label={t.finish.certificate}
      side="top"
      trigger={
        <button
          type="button"
          className="seal"
          data-certificate="untouched"
          data-outside={certificate.outside}
          data-outside-changed={certificate.outsideChanged}
          data-inside-share={insideShare(certificate).toFixed(4)}
        >
          <BadgeCheck size={14} strokeWidth={1.75} aria-hidden />
          <span className="numerals">{t.finish.untouched(certificate.outside)}</span>
        </button>
      }
    >
      <CertificateNumbers certificate={certificate} />
    </Popover>
  );
}

export function CertificateNumbers({ certificate }: { readonly certificate: Certificate }) {
  return (
    <>
      <dl className="history-facts seal-facts">
        {certificateLines(certificate).map(({ label, value }) => (
          <div key={label} className="receipt-line">
            <dt>{label}</dt>
            <dd className="selectable numerals">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="meta">{t.finish.measured}</p>
    </>
  );
}
