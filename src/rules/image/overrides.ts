import { Severity } from '../../findings/finding';
import { wholeFault } from '../../findings/rule';
import type { ObjectRule, PropRule } from '../rule';
import { own } from '../sources';
import { cdi } from './cdi';
import { DATA_VOLUME } from './filling';

export const PLAIN_OVERRIDES: PropRule = {
  id: 'IMG016',
  name: 'images/plain-overrides',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The overrides of an image are plain values',
  why: 'The name of the image\'s DataVolume is made of them at once, so a value that is known later '
    + 'cannot be seen in it.',
  remedy: 'Write the values themselves.',
  source: own(),
  acceptable: false,
};

export const PATCHED: ObjectRule = {
  id: 'IMG017',
  name: 'images/patched',
  on: 'object',
  kinds: [DATA_VOLUME],
  severity: Severity.ERROR,
  title: 'No JSON patch changes the spec of an image\'s DataVolume',
  why: 'The hash in the DataVolume\'s name does not see the patch, and CDI refuses to change the spec under one name.',
  remedy: 'Write the change as overrides of the image.',
  source: cdi('pkg/apiserver/webhooks/datavolume-validate.go: Admit'),
  acceptable: false,

  *check({ spec = {}, metadata }, { intent }) {
    if (intent.goldenImage?.isNamedFor?.(spec) ?? true) return;
    yield wholeFault(
      `the spec of DataVolume "${metadata.name}" was changed by a JSON patch, which the hash in its name does not see, `
      + 'so CDI would refuse the next change of the patch',
      'Write it as overrides of the image.');
  },
};
