import { sendJson } from './answers.ts';
import { type Context, type Exchange, readBody } from './context.ts';
import { Fault, type FaultInput, type Faults } from './faults.ts';

/** `/__bills` and `/__faults`: control from outside the process, for `npm run api-server`. */
export async function controlRoute(context: Context, exchange: Exchange, faults: Faults): Promise<void> {
  const { req, res, url } = exchange;
  if (url.pathname === '/__bills' && req.method === 'GET') {
    sendJson(res, 200, {
      bills: context.store.bills,
      credits: context.store.credits,
      violations: context.violations,
    });
    return;
  }
  if (url.pathname === '/__faults') {
    if (req.method === 'DELETE') await faults.clear();
    if (req.method === 'POST') {
      const body = await readBody(exchange, 10_000);
      const fault = Fault.safeParse(JSON.parse(body.toString('utf8')));
      if (!fault.success) {
        sendJson(res, 400, { error: fault.error.issues });
        return;
      }
      await faults.add(fault.data as FaultInput);
    }
    sendJson(res, 200, { faults: faults.list() });
    return;
  }
  sendJson(res, 404, { error: 'not found' });
}
