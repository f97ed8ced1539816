// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readGuides } from '../../scripts/lib/guides.ts';
import { announceUpdate } from '../../src/renderer/features/help/announce-update.ts';
import { HelpPage } from '../../src/renderer/features/help/help-page.tsx';
import { createStores } from '../../src/renderer/stores/index.ts';
import { TooltipProvider } from '../../src/renderer/ui/tooltip.tsx';
import { setLocale } from '../../src/shared/i18n/index.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';

const content = { guides: readGuides('.'), pictures: {} };

const openHelp = () =>
  render(
    <TooltipProvider>
      <HelpPage content={content} />
    </TooltipProvider>,
  );

const title = () => screen.getByRole('heading', { level: 1 }).textContent;
const guideLink = (name: string) =>
  within(screen.getByRole('navigation')).getByRole('link', { name }) as HTMLAnchorElement;

/** Follows a link as a browser does; jsdom changes the fragment but announces it late. */
function follow(link: HTMLElement): void {
  fireEvent.click(link);
  window.location.hash = (link as HTMLAnchorElement).hash;
  fireEvent(window, new HashChangeEvent('hashchange'));
}

describe('the Help page', () => {
  beforeEach(() => {
    window.location.hash = '';
    Element.prototype.scrollIntoView = () => {};
  });
  afterEach(() => {
    cleanup();
    setLocale('en');
  });

  it('shows the index first, and a guide when its name is clicked', () => {
    openHelp();
    expect(title()).toBe('Guides');
    expect(guideLink('Guides').getAttribute('aria-current')).toBe('page');
    follow(guideLink('First edit'));
    expect(title()).toBe('First edit');
    expect(guideLink('First edit').getAttribute('aria-current')).toBe('page');
  });

  it('follows links between guides to their heading', () => {
    window.location.hash = '#troubleshooting';
    openHelp();
    follow(screen.getByRole('link', { name: 'Add your API key' }));
    expect(title()).toBe('Keys and costs');
    expect(document.activeElement?.textContent).toBe('Add your API key');
  });

  it('finds sections and opens the first with Enter', () => {
    openHelp();
    const field = screen.getByRole('searchbox', { name: 'Search help' });
    fireEvent.change(field, { target: { value: 'keyring' } });
    const [first] = screen.getAllByRole('listitem');
    expect(first?.querySelector('mark')?.textContent).toBe('keyring');
    expect(screen.getByRole('status').textContent).toMatch(/^\d+ results$/);
    const link = within(first as HTMLElement).getByRole('link');
    fireEvent.keyDown(field, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(link);
    fireEvent.keyDown(link, { key: 'ArrowUp' });
    expect(document.activeElement).toBe(field);
    follow(link);
    expect((field as HTMLInputElement).value).toBe('');
    expect(screen.queryByRole('status')).toBeNull();
    fireEvent.change(field, { target: { value: 'xyzzy' } });
    expect(screen.getByRole('status').textContent).toBe('No results for “xyzzy”.');
    fireEvent.keyDown(field, { key: 'Escape' });
    expect((field as HTMLInputElement).value).toBe('');
  });

  it('shows the guide that another window asks for, also while results are shown', () => {
    openHelp();
    const field = screen.getByRole('searchbox', { name: 'Search help' });
    fireEvent.change(field, { target: { value: 'keyring' } });
    expect(title()).toBe('Results');
    window.location.hash = '#changes';
    fireEvent(window, new HashChangeEvent('hashchange'));
    expect(title()).toBe('Changelog');
    expect((field as HTMLInputElement).value).toBe('');
  });

  it('says in another language that the guides are in English, and marks them so', () => {
    setLocale('de');
    openHelp();
    expect(screen.getByText('Die Anleitungen gibt es nur auf Englisch.')).toBeTruthy();
    expect(screen.getByRole('article').lang).toBe('en');
    follow(guideLink('Neue Funktionen'));
    expect(title()).toBe('Changelog');
  });
});

describe('the notice about an update', () => {
  async function startAfter(lastVersion: string) {
    const main = new FakeMain();
    main.settings = { ...main.settings, lastVersion };
    const stores = createStores(main.bridge);
    const start = await main.bridge.app.start();
    if (!start.ok) throw new Error('start failed');
    stores.settings.getState().start({ ...start.value, version: '0.10.0' });
    announceUpdate(stores);
    stores.settings.getState().flush();
    await expect.poll(() => main.settings.lastVersion).toBe('0.10.0');
    return { main, toasts: stores.toasts.getState().toasts };
  }

  it('appears after an update, and leads to the list of changes', async () => {
    const { main, toasts } = await startAfter('0.9.0');
    expect(toasts.map(({ message }) => message())).toEqual(['Reseed was updated to version 0.10.0.']);
    toasts[0]?.action?.run();
    await expect.poll(() => main.calls.includes('app.openHelp')).toBe(true);
  });

  it.each(['', '0.10.0', '0.11.0'])('doesn’t appear if the version before was %j', async (version) => {
    expect((await startAfter(version)).toasts).toEqual([]);
  });
});
