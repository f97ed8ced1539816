import type { EditEntry } from '@shared/domain/edit.ts';
import type { RunReceipt } from '@shared/domain/receipt.ts';
import { t } from '@shared/i18n/index.ts';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useStores } from '../../stores/context.tsx';
import { newestResult } from '../../stores/made-pictures.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { useCopied } from '../../ui/use-copied.ts';
import { certificateLines } from '../finish/index.ts';
import { receiptLines, receiptText, sentJson } from './receipt-text.ts';
import './details.css';

/** A run's receipt, loaded when expanded. */
export function Receipt({ entry }: { readonly entry: EditEntry }) {
  const { history } = useStores();
  const { run } = entry;
  const [open, setOpen] = useState(false);
  const [receipt, setReceipt] = useState<RunReceipt | null>(null);
  const toggle = async (wanted: boolean) => {
    setOpen(wanted);
    if (wanted && !receipt) setReceipt(await history.getState().receiptOf(run.id));
  };
  return (
    <Disclosure label={t.history.receipt.title} open={open} onToggle={(wanted) => void toggle(wanted)}>
      {receipt ? <ReceiptDetails receipt={receipt} entry={entry} /> : null}
    </Disclosure>
  );
}

function ReceiptDetails({ receipt, entry }: { readonly receipt: RunReceipt; readonly entry: EditEntry }) {
  const certificate = newestResult(entry)?.finished[0]?.finish.certificate;
  const [sentOpen, setSentOpen] = useState(false);
  const { copied, copy } = useCopied();
  const sent = sentJson(receipt);
  const Glyph = copied ? Check : Copy;
  return (
    <div className="receipt">
      <dl className="history-facts receipt-facts">
        {receiptLines(receipt, entry.edit.request.engine).map(({ label, value, exact }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a run may pass the same state twice
          <div key={at} className="receipt-line">
            <dt>{label}</dt>
            <dd dir="auto" className={classNames('selectable numerals', exact && 'mono')}>
              {value}
            </dd>
          </div>
        ))}
        {certificate
          ? certificateLines(certificate).map(({ label, value }) => (
              <div key={label} className="receipt-line">
                <dt>{label}</dt>
                <dd className="selectable numerals">{value}</dd>
              </div>
            ))
          : null}
      </dl>
      {receipt.receipt.cut === true ? <p className="meta">{t.errors.receiptTooLong}</p> : null}
      {sent ? (
        <Disclosure label={t.history.receipt.sent} open={sentOpen} onToggle={setSentOpen}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys */}
          <section className="receipt-json" tabIndex={0} aria-label={t.history.receipt.sent}>
            <pre className="mono selectable">{sent}</pre>
          </section>
        </Disclosure>
      ) : null}
      <Button small onClick={() => copy(receiptText(receipt))}>
        <Glyph size={14} strokeWidth={1.75} aria-hidden />
        {copied ? t.common.copied : t.history.receipt.copy}
      </Button>
    </div>
  );
}
