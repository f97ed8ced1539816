/** Measurements of a period of scrolling. */
export interface Frames {
  /** 95th percentile of the time between two frames, in milliseconds. */
  readonly p95: number;
}
export interface Scrolled extends Frames {
  /** Tasks of 50 ms or more, in milliseconds. */
  readonly tasks: readonly number[];
  /** Maximum number of nodes in the grid and in the page. */
  readonly nodes: number;
  readonly pageNodes: number;
  /** Maximum size of decoded thumbnails in the page, in bytes. */
  readonly decoded: number;
  readonly total: number;
}

/** Script for the page, without a debugger that would cost time or memory. */
export const GRID_PROBE = `
  globalThis.gridProbe = (() => {
    const tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
    const grid = () => document.querySelector('[role="grid"]');
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const wait = (ms) => new Promise((done) => setTimeout(done, ms));
    const p95 = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
    let most = {};
    const look = () => {
      const all = grid().querySelectorAll('*').length + 1;
      let decoded = 0;
      for (const image of grid().querySelectorAll('img')) decoded += image.naturalWidth * image.naturalHeight * 4;
      most = {
        nodes: Math.max(most.nodes ?? 0, all),
        pageNodes: Math.max(most.pageNodes ?? 0, document.querySelectorAll('*').length),
        decoded: Math.max(most.decoded ?? 0, decoded),
      };
    };
    const query = { place: 'library', search: '', filter: {}, sort: 'time', reversed: false };
    const totalOf = async () => {
      for (;;) {
        const { value } = await reseed.library.slice({ query, from: 0, count: 1 });
        if (value.complete) return value.total;
        await wait(50);
      }
    };
    const measured = async (work) => {
      tasks.length = 0;
      most = {};
      const times = [];
      let on = true;
      let last = performance.now();
      const watch = (now) => {
        times.push(now - last);
        last = now;
        if (on) requestAnimationFrame(watch);
      };
      await frame();
      last = performance.now();
      requestAnimationFrame(watch);
      await work();
      on = false;
      await wait(60);
      return { p95: p95(times), tasks: [...tasks], ...most, total: await totalOf() };
    };
    const skeletons = () => grid().querySelector('.skeleton') !== null;
    return {
      emptyFrames: async (ms) => {
        const times = [];
        let last = performance.now();
        const end = last + ms;
        while (performance.now() < end) {
          await frame();
          const now = performance.now();
          times.push(now - last);
          last = now;
        }
        return { p95: p95(times) };
      },
      /** Like a fast wheel: 300 px per frame. */
      fastScroll: (ms) => measured(async () => {
        const end = performance.now() + ms;
        for (let n = 0; performance.now() < end; n += 1) {
          grid().scrollTop += 300;
          await frame();
          if (n % 10 === 0) look();
        }
      }),
      jumps: (count) => measured(async () => {
        let seed = 7;
        for (let n = 0; n < count; n += 1) {
          seed = (seed * 48271) % 2147483647;
          grid().scrollTop = (seed / 2147483647) * grid().scrollHeight;
          await frame();
          await wait(30);
          if (n % 4 === 0) {
            await wait(150);
            look();
          }
        }
      }),
      /** Screen by screen; continues once all tiles of one are loaded. */
      scrollAll: async () => {
        grid().scrollTop = 0;
        await wait(300);
        const seen = new Uint8Array(2_000_000);
        const result = await measured(async () => {
          for (let n = 0; ; n += 1) {
            // Rows are rendered shortly after the scroll.
            await frame();
            await frame();
            for (let tries = 0; tries < 1000 && skeletons(); tries += 1) await wait(4);
            const box = grid().getBoundingClientRect();
            for (const tile of grid().querySelectorAll('[data-at]')) {
              const { bottom, top } = tile.getBoundingClientRect();
              if (bottom > box.top && top < box.bottom) seen[tile.dataset.at] = 1;
            }
            if (n % 20 === 0) look();
            const before = grid().scrollTop;
            grid().scrollTop += grid().clientHeight - 8;
            if (grid().scrollTop === before) break;
          }
        });
        return { ...result, seen: seen.reduce((sum, one) => sum + one, 0) };
      },
      whole: async () => {
        const total = await totalOf();
        for (let tries = 0; tries < 200; tries += 1) {
          const rows = Number(grid().getAttribute('aria-rowcount')) * Number(grid().getAttribute('aria-colcount'));
          if (rows >= total) break;
          await wait(50);
        }
        return total;
      },
      focusFirst: () => grid().querySelector('[data-at="0"]').click(),
      activePosition: async () => {
        const last = (await totalOf()) - 1;
        for (let tries = 0; tries < 400; tries += 1) {
          const { activeElement } = document;
          if (Number(activeElement?.dataset.at) === last && activeElement.getAttribute('aria-selected') === 'true') return last;
          await wait(10);
        }
        return Number(document.activeElement?.dataset.at ?? -1);
      },
      toTop: async () => {
        grid().scrollTop = 0;
        await wait(400);
      },
      /** The last position shown with the scrollbar at its end. */
      byScrollbar: async () => {
        grid().scrollTop = grid().scrollHeight;
        await wait(600);
        const box = grid().getBoundingClientRect();
        const shown = [...grid().querySelectorAll('[data-at]')].filter((tile) => tile.getBoundingClientRect().bottom <= box.bottom + 1);
        return Math.max(...shown.map((tile) => Number(tile.dataset.at)));
      },
      beforeWheel: async () => {
        grid().scrollTop = grid().scrollHeight * 0.4;
        await wait(600);
        const tiles = [...grid().querySelectorAll('[data-at]')];
        const box = grid().getBoundingClientRect();
        globalThis.watched = tiles.find((tile) => tile.getBoundingClientRect().top > box.top + 100).dataset.at;
        return grid().querySelector('[data-at="' + watched + '"]').getBoundingClientRect().top;
      },
      afterWheel: async () => {
        await wait(600);
        return grid().querySelector('[data-at="' + watched + '"]').getBoundingClientRect().top;
      },
    };
  })();
  undefined;
`;
