import { expect, it } from 'vitest';
import { readEnvironment } from '../../src/main/env.ts';
import { takePassedVariables } from '../../src/main/passed-variables.ts';

it('leaves no key in the environment, and passes it on', () => {
  const env = {
    HOME: '/home/ada',
    RESEED_API_KEY: 'key-1',
    RESEED_API_KEY_FD: '3',
    RESEED_USER_DATA: '/data',
  };
  const passed = takePassedVariables(env, (descriptor) => `key-of-${descriptor}`);
  expect(env).toEqual({ HOME: '/home/ada', RESEED_USER_DATA: '/data' });
  const { apiKey, apiKeyFrom, userData } = readEnvironment(passed.variables, () => passed.inDescriptor);
  expect({ apiKey, apiKeyFrom, userData }).toEqual({
    apiKey: 'key-of-3',
    apiKeyFrom: 'descriptor',
    userData: '/data',
  });
});

it('reads only what can be a descriptor', () => {
  const read = (descriptor: number) => expect.unreachable(`read ${descriptor}`) as never;
  for (const name of [undefined, '', '-1', '3x', '12345', '1e1'])
    expect(takePassedVariables({ RESEED_API_KEY_FD: name }, read).inDescriptor).toBeNull();
});
