import type { Size } from '@shared/geometry.ts';
import { assertWhole, type Box, boxesOf, findBox } from '../boxes.ts';

/** Color code points of ISO/IEC 23091-2. */
export interface Nclx {
  readonly primaries: number;
  readonly transfer: number;
}

/** Header data of a HEIF file's primary picture. */
export interface HeifHeader {
  /** Largest declared size of any picture in the file: the possible cost of decoding. */
  readonly largest: Size;
  readonly bits: number;
  readonly icc: Uint8Array<ArrayBuffer> | null;
  readonly nclx: Nclx | null;
  /** Whether the file has an HDR gain map. */
  readonly hasGainMap: boolean;
  readonly isSequence: boolean;
}

/** Reads the header. Throws if it isn't a HEIF file with a picture. */
export function readHeifHeader(bytes: Uint8Array<ArrayBuffer>): HeifHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  assertWhole(bytes);
  const meta = findBox(bytes, 'meta');
  if (!meta) throw new Error('No meta box.');
  const inMeta = (type: string) => findBox(bytes, type, meta.start + 4, meta.end);
  const iprp = inMeta('iprp');
  const ipco = iprp && findBox(bytes, 'ipco', iprp.start, iprp.end);
  if (!iprp || !ipco) throw new Error('No properties.');
  const properties = [...boxesOf(bytes, ipco.start, ipco.end)];
  const main = mainProperties(view, bytes, inMeta('pitm'), iprp, properties);
  const ofMain = (type: string) => main.find((box) => box.type === type);
  const anywhere = (type: string) => ofMain(type) ?? properties.find((box) => box.type === type);
  const colors = main.filter(({ type }) => type === 'colr');
  const kindOf = (box: Box) => text(bytes, box.start, 4);
  const profile = colors.find((box) => ['prof', 'rICC'].includes(kindOf(box)));
  const points = colors.find((box) => kindOf(box) === 'nclx');
  const pixi = ofMain('pixi');
  const hvcC = anywhere('hvcC');
  return {
    largest: largestOf(view, properties),
    bits: pixi ? view.getUint8(pixi.start + 5) : hvcC ? (view.getUint8(hvcC.start + 17) & 7) + 8 : 8,
    icc: profile ? bytes.slice(profile.start + 4, profile.end) : null,
    nclx: points
      ? { primaries: view.getUint16(points.start + 4), transfer: view.getUint16(points.start + 6) }
      : null,
    hasGainMap: hasGainMap(bytes, properties, inMeta('iinf')),
    isSequence: findBox(bytes, 'moov') !== null,
  };
}

function largestOf(view: DataView, properties: readonly Box[]): Size {
  const sizes = properties
    .filter(({ type }) => type === 'ispe')
    .map(({ start }) => ({ width: view.getUint32(start + 4), height: view.getUint32(start + 8) }));
  const [first, ...others] = sizes;
  if (!first) throw new Error('No size.');
  return others.reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a), first);
}

/** The properties of the primary picture, as listed in `ipma`. */
function mainProperties(
  view: DataView,
  bytes: Uint8Array,
  pitm: Box | null,
  iprp: Box,
  properties: readonly Box[],
): Box[] {
  if (!pitm) throw new Error('No main picture.');
  const item =
    view.getUint8(pitm.start) === 0 ? view.getUint16(pitm.start + 4) : view.getUint32(pitm.start + 4);
  const found: Box[] = [];
  for (const ipma of boxesOf(bytes, iprp.start, iprp.end)) {
    if (ipma.type !== 'ipma') continue;
    const wideIds = view.getUint8(ipma.start) >= 1;
    const wideIndices = (view.getUint8(ipma.start + 3) & 1) === 1;
    const count = view.getUint32(ipma.start + 4);
    let at = ipma.start + 8;
    for (let i = 0; i < count && at < ipma.end; i++) {
      const id = wideIds ? view.getUint32(at) : view.getUint16(at);
      at += wideIds ? 4 : 2;
      const associations = view.getUint8(at);
      at += 1;
      for (let k = 0; k < associations; k++) {
        const index = wideIndices ? view.getUint16(at) & 0x7fff : view.getUint8(at) & 0x7f;
        at += wideIndices ? 2 : 1;
        const property = properties[index - 1];
        if (id === item && property) found.push(property);
      }
    }
  }
  return found;
}

/** Apple's and ISO's formats of HDR gain maps. */
function hasGainMap(bytes: Uint8Array, properties: readonly Box[], iinf: Box | null): boolean {
  const isMap = ({ type, start, end }: Box) =>
    type === 'auxC' && text(bytes, start + 4, end - start - 4).includes('hdrgainmap');
  return (
    properties.some(isMap) ||
    (iinf !== null && text(bytes, iinf.start, iinf.end - iinf.start).includes('tmap'))
  );
}

function text(bytes: Uint8Array, at: number, length: number): string {
  return new TextDecoder('latin1').decode(bytes.subarray(at, at + Math.min(length, 65_536)));
}
