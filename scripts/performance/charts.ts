import type { BenchRow } from '../lib/bench.ts';
import { digits, shareOfTarget } from './figures.ts';

const WIDTH = 860;
const NAMES = 290;
const VALUES = 136;
const BARS = WIDTH - NAMES - VALUES;
const LINE = 22;

/** Follows the reader's theme, since the pictures are part of a page in either. */
const STYLE = `<style>
    text { font: 12px system-ui, sans-serif; fill: #333 }
    .good { fill: #3d7bd9 } .bad { fill: #c4473a } .base { fill: #b5b5b5 } .mark { stroke: #333; stroke-dasharray: 3 3 }
    @media (prefers-color-scheme: dark) { text { fill: #ccc } .base { fill: #666 } .mark { stroke: #ccc } }
  </style>`;

interface Bar {
  readonly share: number;
  readonly kind: 'good' | 'bad' | 'base';
}

interface Line {
  readonly name: string;
  readonly bars: readonly Bar[];
  readonly label: string;
}

/** Each row as a share of its target, which is a line. The longest bar is one and a half targets. */
export function targetChart(rows: readonly BenchRow[]): string {
  const most = 1.5;
  const lines = rows.flatMap((row): Line[] => {
    const share = shareOfTarget(row);
    if (share === null) return [];
    const kind = row.pass ? 'good' : 'bad';
    const label = `${Math.round(share * 100)} %${row.pass ? '' : ' ✗'}`;
    return [{ name: row.name, bars: [{ share: Math.min(share, most) / most, kind }], label }];
  });
  return chart('Share of the target', lines, 1 / most);
}

/** Each row with a baseline: the figure above it. The longer of both fills the width. */
export function baselineChart(rows: readonly BenchRow[]): string {
  const lines = rows.flatMap(({ name, value, baseline, unit, pass }): Line[] => {
    if (baseline === null) return [];
    const most = Math.max(value, baseline);
    return [
      {
        name,
        bars: [
          { share: value / most, kind: pass ? 'good' : 'bad' },
          { share: baseline / most, kind: 'base' },
        ],
        label: `${digits(value)} / ${digits(baseline)} ${unit}`,
      },
    ];
  });
  return chart('Figure (color) and baseline (gray)', lines, null);
}

function chart(title: string, lines: readonly Line[], mark: number | null): string {
  const height = (lines.length + 2) * LINE;
  const bars = lines.flatMap(({ name, bars, label }, n) => {
    const top = (n + 1.5) * LINE;
    const thickness = (LINE - 8) / bars.length;
    return [
      `<text x="${NAMES - 8}" y="${top + 11}" text-anchor="end">${escaped(name)}</text>`,
      ...bars.map(
        ({ share, kind }, at) =>
          `<rect class="${kind}" x="${NAMES}" y="${(top + at * thickness).toFixed(1)}" width="${Math.max(1, share * BARS).toFixed(1)}" height="${(thickness - 1).toFixed(1)}" rx="2"/>`,
      ),
      `<text x="${WIDTH - VALUES + 8}" y="${top + 11}">${escaped(label)}</text>`,
    ];
  });
  if (mark !== null) {
    const x = (NAMES + mark * BARS).toFixed(1);
    bars.push(`<line class="mark" x1="${x}" x2="${x}" y1="${LINE}" y2="${height - 8}"/>`);
    bars.push(`<text x="${x}" y="16" text-anchor="middle">target</text>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}">
  ${STYLE}
  <text x="8" y="16">${escaped(title)}</text>
  ${bars.join('\n  ')}
</svg>
`;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
