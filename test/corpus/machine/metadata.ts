import { BrokenMachine, machine, taken, TakenMachine } from './machine';
import { annotated } from './parts';
import { later, refused } from '../case';

/** Machines with a fault. */
export const METADATA: readonly BrokenMachine[] = [
  machine('VM007', 'an invalid label value', { template: { metadata: { labels: { app: 'my app' } } } },
    'template.metadata.labels.app "my app" is not a label value, so the API server refuses it. Use at most 63 '
      + 'letters, digits, "-", "_" and ".", beginning and ending with a letter or digit.',
    later('the API server refuses the instance', 'metadata.labels: Invalid value: "my app"')),
  machine('VM007', 'a label that is not a text', { template: { metadata: { labels: { app: 4 } } } },
    'template.metadata.labels is {"app":4}, but must be a map of texts. Write numbers and truth values in quotes.',
    refused('template.metadata.labels of type string')),
  machine('VM007', 'annotations that are a list', annotated(['a']),
    'template.metadata.annotations is ["a"], but must be a map of texts. Write numbers and truth values in quotes.',
    refused('template.metadata.annotations of type map')),
  machine('VM007', 'an invalid annotation key', annotated({ 'my key': 'a' }),
    'template.metadata.annotations key "my key" is not a label key, so the API server refuses it. Write "name" '
      + 'or "prefix.example/name" with letters, digits, "-", "_" and "." and at most 63 characters in the name.',
    later('the API server refuses the instance', 'metadata.annotations: Invalid value: "my key"')),
  machine('VM008', 'a label that KubeVirt keeps',
    { template: { metadata: { labels: { 'kubevirt.io/nodeName': 'a' } } } },
    'template.metadata.labels["kubevirt.io/nodeName"] is a label that only KubeVirt itself may set. Use a label '
      + 'of your own.',
    refused('reserved kubevirt.io/ labels on a VMI object is prohibited')),
];

/** Machines that KubeVirt takes. */
export const METADATA_TAKEN: readonly TakenMachine[] = [
  taken('VM007', 'a long key with a prefix and an empty value',
    {
      template: {
        metadata: {
          labels: { ['example.org/' + 'a'.repeat(63)]: '' },
          annotations: { 'example.org/text': 'any text, of any length' },
        },
      },
    }),
  taken('VM008', 'another label in the same group',
    { template: { metadata: { labels: { 'kubevirt.io/size': 'small' } } } }),
];
