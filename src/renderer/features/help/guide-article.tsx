import { createElement, Fragment, type ReactNode, useEffect } from 'react';
import { Kbd } from '../../ui/kbd.tsx';
import type { Block, Guide, GuidePicture, HelpContent, Text } from './guide.ts';
import { addressOf } from './place.ts';
import './guide-article.css';

interface GuideArticleProps {
  readonly guide: Guide;
  /** The heading to show. Empty for the title. */
  readonly anchor: string;
  readonly pictures: HelpContent['pictures'];
}

/** A guide. It is in English in every language of the interface. */
export function GuideArticle({ guide, anchor, pictures }: GuideArticleProps) {
  useEffect(() => showHeading(anchor), [anchor]);
  return (
    <article className="guide selectable" lang="en" dir="ltr">
      <h1 id={idOf('')} tabIndex={-1}>
        {guide.title}
      </h1>
      {inOrder(guide.blocks, (block) => (
        <BlockView block={block} pictures={pictures} />
      ))}
    </article>
  );
}

/** Id of the heading with an anchor. The title has none. */
const idOf = (anchor: string) => `guide-${anchor}`;

/** Scrolls to a heading and moves the focus there, so that Tab continues from it. */
function showHeading(anchor: string): void {
  const heading = document.getElementById(idOf(anchor)) ?? document.getElementById(idOf(''));
  // Moving along the list of guides keeps the focus there.
  if (anchor !== '' || document.activeElement?.closest('.help-nav') === null)
    heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: 'start' });
}

/** Renders parts that never change, so that they need no keys. */
function inOrder<T>(parts: readonly T[], show: (part: T) => ReactNode): ReactNode {
  return createElement(Fragment, null, ...parts.map(show));
}

function BlockView({
  block,
  pictures,
}: {
  readonly block: Block;
  readonly pictures: HelpContent['pictures'];
}) {
  switch (block.kind) {
    case 'heading': {
      const Heading = block.level === 2 ? 'h2' : 'h3';
      return (
        <Heading id={idOf(block.anchor)} tabIndex={-1}>
          <Inlines text={block.text} />
        </Heading>
      );
    }
    case 'paragraph':
      return (
        <p>
          <Inlines text={block.text} />
        </p>
      );
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {inOrder(block.items, (item) => (
            <li>
              <Inlines text={item} />
            </li>
          ))}
        </List>
      );
    }
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {inOrder(block.head, (cell) => (
                <th scope="col">
                  <Inlines text={cell} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {inOrder(block.rows, (row) => (
              <tr>
                {inOrder(row, (cell) => (
                  <td>
                    <Inlines text={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'picture':
      return <PictureView description={block.description} picture={pictures[block.file]} />;
  }
}

interface PictureViewProps {
  readonly description: string;
  readonly picture: GuidePicture | undefined;
}

/** Both themes; the style sheet shows one. */
function PictureView({ description, picture }: PictureViewProps) {
  if (!picture) return null;
  const shared = { width: 1280, height: 800, loading: 'lazy' } as const;
  return (
    <>
      <img className="in-light" alt={description} src={picture.light} {...shared} />
      <img className="in-dark" alt={description} src={picture.dark} {...shared} />
    </>
  );
}

function Inlines({ text }: { readonly text: Text }): ReactNode {
  return inOrder(text, (part) => {
    if (typeof part === 'string') return part;
    switch (part.kind) {
      case 'path':
        return (
          <strong>
            <Inlines text={part.parts} />
          </strong>
        );
      case 'control':
        return (
          <em>
            <Inlines text={part.parts} />
          </em>
        );
      case 'code':
        return <code>{part.text}</code>;
      case 'keys':
        return <Kbd keys={part.keys} />;
      case 'link':
        return (
          <a href={addressOf(part.to)}>
            <Inlines text={part.parts} />
          </a>
        );
    }
  });
}
