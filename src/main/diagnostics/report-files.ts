import type { Settings } from '@shared/domain/settings.ts';
import type { Trouble } from '@shared/domain/trouble.ts';
import { t } from '@shared/i18n/index.ts';
import { redactText } from '../http/redact.ts';

/** What a report says of the app and the machine. None of it is a prompt, a file name, a picture or a key. */
export interface ReportFacts {
  readonly versions: Readonly<Record<string, string>>;
  readonly system: Readonly<Record<string, string | number>>;
  readonly settings: Settings;
  readonly troubles: readonly Trouble[];
  /** Log files by name. */
  readonly logs: ReadonlyMap<string, string>;
  /** The user's home folder, which is written as `~`. */
  readonly home: string;
}

/** The files of a report by name: each is plain text, so that a person can read it before sending it. */
export function reportFiles(facts: ReportFacts): Map<string, string> {
  const { versions, system, settings, troubles, logs, home } = facts;
  const clean = (text: string) => redactText(text.replaceAll(home, '~'), []);
  const json = (value: unknown) => clean(`${JSON.stringify(value, null, 2)}\n`);
  return new Map([
    ['README.txt', readMe()],
    ['versions.json', json(versions)],
    ['system.json', json(system)],
    ['settings.json', json(settings)],
    ['problems.json', json(troubles)],
    ...[...logs].map(([name, text]): [string, string] => [`logs/${name}`, clean(text)]),
  ]);
}

/** What each file is, in the user's language. */
function readMe(): string {
  const { nothingSent, files, leftOut } = t.shell.diagnostics;
  const lines = [
    `versions.json: ${files.versions}`,
    `system.json: ${files.system}`,
    `settings.json: ${files.settings}`,
    `problems.json: ${files.problems}`,
    `logs/: ${files.logs}`,
  ];
  return `Reseed\n\n${nothingSent}\n\n${lines.join('\n')}\n\n${leftOut}\n`;
}
