import { expect, test } from 'vitest';
import { enForms } from '../../../web/i18n/en-forms.ts';
import { prsForms } from '../../../web/i18n/prs-forms.ts';
import { urForms } from '../../../web/i18n/ur-forms.ts';

test('whoever files in Urdu or Dari reads every sentence of the forms in it', () => {
  const keys = Object.keys(enForms).sort();
  expect(Object.keys(urForms).sort()).toStrictEqual(keys);
  expect(Object.keys(prsForms).sort()).toStrictEqual(keys);
});
