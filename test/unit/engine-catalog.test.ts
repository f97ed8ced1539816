import { capabilitiesOf, modelOf } from '@shared/domain/engine-catalog.ts';
import { describe, expect, it } from 'vitest';

const SERVER = modelOf('openai-images');

describe('capabilitiesOf', () => {
  it('has what the engine can, where the model doesn’t differ', () => {
    expect(capabilitiesOf(SERVER)).toMatchObject({ mask: true, references: 15 });
    expect(capabilitiesOf({ ...SERVER, capabilities: { references: 2 } })).toMatchObject({ references: 2 });
  });

  it('takes no picture that the model has no field for', () => {
    const { source } = SERVER.pictures;
    expect(capabilitiesOf({ ...SERVER, pictures: { source } })).toMatchObject({ mask: false, references: 0 });
    const flux = { ...modelOf('1min.ai'), capabilities: { mask: true, references: 4 } };
    expect(capabilitiesOf(flux)).toMatchObject({ mask: false, references: 0 });
  });
});
