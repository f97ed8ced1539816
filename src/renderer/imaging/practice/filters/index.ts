import type { Filter } from '../filter.ts';
import type { FilterName } from '../vocabulary.ts';
import { blackAndWhite } from './black-and-white.ts';
import { blur } from './blur.ts';
import { brighter } from './brighter.ts';
import { comic } from './comic.ts';
import { cooler } from './cooler.ts';
import { darker } from './darker.ts';
import { grade } from './grade.ts';
import { neon } from './neon.ts';
import { night } from './night.ts';
import { oil } from './oil.ts';
import { pixelate } from './pixelate.ts';
import { posterize } from './posterize.ts';
import { sepia } from './sepia.ts';
import { sharpen } from './sharpen.ts';
import { sketch } from './sketch.ts';
import { snow } from './snow.ts';
import { sunset } from './sunset.ts';
import { vintage } from './vintage.ts';
import { warmer } from './warmer.ts';
import { watercolor } from './watercolor.ts';

export const FILTERS: Readonly<Record<FilterName, Filter>> = {
  watercolor,
  oil,
  sketch,
  comic,
  sepia,
  'black-and-white': blackAndWhite,
  vintage,
  blur,
  sharpen,
  warmer,
  cooler,
  brighter,
  darker,
  pixelate,
  posterize,
  night,
  snow,
  sunset,
  neon,
  grade,
};
