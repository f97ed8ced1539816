import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importsOf as allImportsOf, sourcesBelow } from '../fixtures/import-graph.ts';

/** A feature's state: its stores and their parts. */
const FEATURE_STATE =
  /^src\/renderer\/features\/[^/]+\/([^/]+-(store|state)|library-(list|nearest|select\w+)|queue-list|(keep|edit)-draft)\.ts$/;

/**
 * Import rules. Each row: files below `from` (but not `except`) must not import anything that matches
 * `mustNot`. Targets are package names, `node:…`, or paths below the project's root.
 */
const RULES: readonly { from: RegExp; except?: RegExp; mustNot: RegExp; why: string }[] = [
  {
    from: /^src\/shared\//,
    mustNot: /^(?!zod$|src\/shared\/)/,
    why: 'shared imports zod and shared, nothing else',
  },
  {
    from: /^src\/main\//,
    except: /^src\/main\/(index\.ts|platform\/|ipc\/(register|sender|send)\.ts)/,
    mustNot: /^electron$/,
    why: 'Electron stays in index, platform and three files of ipc',
  },
  {
    from: /^src\/main\//,
    except: /^src\/main\/library\//,
    mustNot: /^better-sqlite3$/,
    why: 'SQL stays in the library',
  },
  {
    from: /^src\/main\/library\//,
    mustNot: /^src\/main\/(?!(library|files)\/)[^/]+\//,
    why: 'the library knows nothing above it, only how files are written',
  },
  {
    from: /^src\/main\/lists\//,
    mustNot: /^src\/main\/(?!lists\/|library\/|[^/]+$)/,
    why: 'lists know the library only',
  },
  {
    from: /^src\/main\/library\/database\/(?!migrations)/,
    mustNot: /^src\/main\/library\/(?!database\/|store\/disk)/,
    why: 'the database knows no table above it',
  },
  {
    from: /^src\/main\/(engines|imaging)\//,
    mustNot: /^src\/main\/(library|queue|ipc|platform|edits|import)\//,
    why: 'engines and imaging know ports only',
  },
  {
    from: /^src\/main\/http\//,
    mustNot: /^(electron$|src\/main\/(?!http\/))/,
    why: 'the HTTP client knows no service and no Electron',
  },
  { from: /^src\/main\//, mustNot: /^src\/(renderer|preload)\//, why: 'main is not built from page code' },
  {
    from: /^src\/shared\/(?!i18n\/)/,
    mustNot: /^src\/shared\/i18n\//,
    why: 'the domain, the contract and errors know ids and codes, no words',
  },
  {
    from: /^src\/main\//,
    // Menus, dialogs, titles, notifications and exported text, in the current locale.
    except:
      /^src\/main\/(platform\/(run-app|menu-template|trouble-page|windows|closing|desktop|diagnostics)\.ts|diagnostics\/report-files\.ts|queue\/notices\.ts|export\/export-text\.ts)$/,
    mustNot: /^src\/shared\/i18n\//,
    why: 'main gives codes; the page makes sentences',
  },
  {
    from: /^src\/preload\//,
    mustNot: /^(?!electron$|src\/shared\/channels\.ts$|src\/preload\/)/,
    why: 'the preload has electron and the names of the channels, types and its own files apart',
  },
  {
    from: /^src\/renderer\//,
    mustNot: /^(electron|node:|better-sqlite3$|src\/main\/|src\/preload\/)/,
    why: 'a page is a page',
  },
  {
    from: /^src\/renderer\/canvas\//,
    mustNot: /^(react|zustand|src\/renderer\/(bridge|stores|features|ui)\/)/,
    why: 'the canvas engine is pure',
  },
  {
    from: /^src\/renderer\/imaging\//,
    mustNot: /^(react|zustand|src\/renderer\/(?!imaging\/|trusted-types\.ts))/,
    why: 'the imaging window stands alone',
  },
  {
    from: /^src\/renderer\/stores\//,
    except: /^src\/renderer\/stores\/index\.ts$/,
    mustNot: /^src\/renderer\/(features|ui)\//,
    why: 'stores know no view, and no state of one feature alone',
  },
  {
    from: /^src\/renderer\/stores\/index\.ts$/,
    mustNot: /^src\/renderer\/(ui\/|features\/(?![^/]+\/[^/]+-store\.ts$))/,
    why: 'where all stores are built, features are their stores',
  },
  {
    from: FEATURE_STATE,
    mustNot: /^(react|src\/renderer\/ui\/|.*\.tsx$)/,
    why: 'the state of a feature knows no view',
  },
  {
    from: /^src\/renderer\/ui\//,
    mustNot: /^src\/renderer\/(stores|bridge|features)\//,
    why: 'the ui kit knows no state',
  },
  {
    from: /^src\/renderer\/features\//,
    except: FEATURE_STATE,
    mustNot: /^src\/renderer\/bridge\//,
    why: 'features go through stores',
  },
];

/** A file's run-time imports. */
const importsOf = (file: string): string[] =>
  allImportsOf(file)
    .filter(({ isType }) => !isType)
    .map(({ target }) => target);

const files = sourcesBelow('src');

describe('who may import what', () => {
  test('finds the sources', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  test.each(RULES)('$why', ({ from, except, mustNot }) => {
    const offences = files
      .filter((file) => from.test(file) && !except?.test(file))
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => mustNot.test(target))
          .map((target) => `${file} imports ${target}`),
      );
    expect(offences).toEqual([]);
  });

  test('one feature doesn’t import another’s internals', () => {
    const offences = files.flatMap((file) => {
      const own = /^src\/renderer\/features\/([^/]+)\//.exec(file)?.[1];
      return importsOf(file)
        .map((target) => ({ target, other: /^src\/renderer\/features\/([^/]+)\/(.+)$/.exec(target) }))
        .filter(({ other }) => own && other && other[1] !== own && !/^index\.tsx?$/.test(other[2] ?? ''))
        .map(({ target }) => `${file} imports ${target}`);
    });
    expect(offences).toEqual([]);
  });

  test('only one file on each side uses the Electron IPC API', () => {
    const doors = [
      { word: /\bipcMain\b/, may: /^src\/main\/ipc\/register\.ts$/ },
      { word: /\bipcRenderer\b/, may: /^src\/preload\/index\.ts$/ },
      { word: /\bwindow\.reseed\b|\breseed:\s*Bridge/, may: /^src\/renderer\/bridge\// },
    ];
    const offences = doors.flatMap(({ word, may }) =>
      files
        .filter((file) => !may.test(file) && word.test(stripComments(readFileSync(file, 'utf8'))))
        .map((file) => `${file} touches ${word}`),
    );
    expect(offences.filter((line) => !line.includes('sender.ts'))).toEqual([]);
  });
});

function stripComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
