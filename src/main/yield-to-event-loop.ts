/** Lets the process handle what waits, between two pieces of long work. Tests give their own. */
export type YieldToEventLoop = () => Promise<void>;

export const yieldToEventLoop: YieldToEventLoop = () => new Promise((resolve) => setImmediate(resolve));
