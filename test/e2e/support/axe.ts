import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Serious and critical findings in the page, or in the part matching a selector, as text, once nothing moves. */
export async function findings(page: Page, part = 'html'): Promise<string[]> {
  await untilStill(page);
  // One run in the page itself: Electron can't open another page to collect the findings of frames.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().include(part).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`));
}

/** Checks a page, or part of it, in light and dark. */
export async function check(page: Page, what: string, part?: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate(
      (wanted) =>
        (
          globalThis as unknown as { reseed: { settings: { set(patch: object): Promise<unknown> } } }
        ).reseed.settings.set({ theme: wanted }),
      theme,
    );
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    expect(await findings(page, part), `${what}, ${theme}`).toEqual([]);
  }
}

/** Waits for the end of every transition: colors fade, and must not be measured midway. */
async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    const ending = document
      .getAnimations()
      .filter(
        ({ effect, playState }) =>
          playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
      );
    await Promise.allSettled(ending.map(({ finished }) => finished));
    await frame();
  });
}
