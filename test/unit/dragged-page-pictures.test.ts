import { describe, expect, it } from 'vitest';
import {
  addressesOf,
  isPictureAddress,
  type PictureElement,
} from '../../src/renderer/features/drop/page-pictures.ts';

const element = (more: Partial<PictureElement>): PictureElement => ({
  srcsets: [],
  later: [],
  src: null,
  ...more,
});
const from = (more: Partial<PictureElement>, list: readonly string[] = [], base: string | null = null) =>
  addressesOf(element(more), base, list);

describe('the address of a picture dragged out of a page', () => {
  it('is made absolute: without protocol, relative to its page, relative to itself, with a base', () => {
    expect(from({ src: '//cdn.example/cat.jpg' })).toEqual(['https://cdn.example/cat.jpg']);
    expect(from({ src: '/img/cat.jpg' }, ['https://a.example/posts/1'])).toEqual([
      'https://a.example/img/cat.jpg',
    ]);
    expect(from({ src: 'img/cat.jpg' }, ['https://a.example/posts/1'])).toEqual([
      'https://a.example/posts/img/cat.jpg',
    ]);
    // The list has the picture itself, not the page.
    expect(from({ src: 'img/cat.jpg' }, ['https://a.example/posts/img/cat.jpg'])).toEqual([
      'https://a.example/posts/img/cat.jpg',
    ]);
    expect(from({ src: '../img/cat.jpg' }, ['https://a.example/img/cat.jpg'])).toEqual([
      'https://a.example/img/cat.jpg',
    ]);
    expect(from({ src: 'cat.jpg' }, [], 'https://a.example/x/')).toEqual(['https://a.example/x/cat.jpg']);
    expect(from({ src: 'cat.jpg' })).toEqual([]);
  });

  it('is the largest size first, and the current one last', () => {
    expect(
      from({
        srcsets: [
          'https://a.example/s.jpg 320w, https://a.example/l.jpg 1280w,https://a.example/m.jpg 640w',
          'https://a.example/xl.webp 2000w',
        ],
        later: ['https://a.example/later.jpg'],
        src: 'https://a.example/now.jpg',
      }),
    ).toEqual(['https://a.example/xl.webp', 'https://a.example/later.jpg', 'https://a.example/now.jpg']);
    expect(from({ srcsets: ['https://a.example/a.jpg, https://a.example/b.jpg 2x'] })).toEqual([
      'https://a.example/b.jpg',
    ]);
    // Addresses may contain commas.
    expect(
      from({ srcsets: ['https://a.example/w_300,h_200/a.jpg 1x, //a.example/w_600,h_400/a.jpg 2x'] }),
    ).toEqual(['https://a.example/w_600,h_400/a.jpg']);
  });

  it('is never a placeholder in a list of sizes', () => {
    expect(from({ srcsets: ['data:image/gif;base64,R0lGOD 1w'], later: ['//a.example/cat.jpg'] })).toEqual([
      'https://a.example/cat.jpg',
    ]);
  });

  it('is recognized by its extension', () => {
    expect(isPictureAddress('https://a.example/cat.JPG?w=200')).toBe(true);
    expect(isPictureAddress('https://a.example/cat.jpg/about')).toBe(false);
    expect(isPictureAddress('https://a.example/?img=cat.jpg')).toBe(false);
  });
});
