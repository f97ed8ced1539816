/** Lets the process handle pending events between two pieces of long work. Tests pass their own. */
export type YieldToEventLoop = () => Promise<void>;

export const yieldToEventLoop: YieldToEventLoop = () => new Promise((resolve) => setImmediate(resolve));
