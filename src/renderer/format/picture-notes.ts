import { assertNever } from '@shared/assert-never.ts';
import type { PictureNote } from '@shared/domain/picture-note.ts';
import { t } from '@shared/i18n/index.ts';

/** Returns a note in a few words, for a caption. */
export function noteText(note: PictureNote): string {
  const { lacks } = t.canvas;
  switch (note.code) {
    case 'embedded-preview':
      return lacks.embeddedPreview(note.width, note.height);
    case 'bit-depth':
      return lacks.bitDepth(note.bits);
    case 'pages':
      return lacks.pages(note.count);
    case 'animation':
      return lacks.animation;
    case 'layers':
      return lacks.layers;
    case 'hdr':
      return lacks.hdr;
    case 'cmyk':
      return lacks.cmyk;
    case 'wide-gamut':
      return lacks.wideGamut(lacks.spaces[note.space]);
    default:
      return assertNever(note);
  }
}

/** Returns a note as a sentence: what is shown, and what the original contains. */
export function noteHint(note: PictureNote): string {
  const { lacks } = t.canvas;
  switch (note.code) {
    case 'embedded-preview':
      return lacks.embeddedPreviewHint;
    case 'bit-depth':
      return lacks.bitDepthHint(note.bits);
    case 'pages':
      return lacks.pagesHint(note.count);
    case 'animation':
      return lacks.animationHint;
    case 'layers':
      return lacks.layersHint;
    case 'hdr':
      return lacks.hdrHint;
    case 'cmyk':
      return note.byProfile ? lacks.cmykByProfile : lacks.cmykPlain;
    case 'wide-gamut':
      return lacks.wideGamutHint(lacks.spaces[note.space]);
    default:
      return assertNever(note);
  }
}
