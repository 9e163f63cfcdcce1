import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';
import { cdi } from './cdi';

export const REFRESHABLE: PropRule = {
  id: 'IMG019',
  name: 'images/refreshable',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Only container registries and PersistentVolumeClaims are refreshed',
  why: 'CDI\'s DataImportCron takes no other source, so the image would be imported once and never again.',
  remedy: 'Leave refresh out, or publish the image as a containerDisk and use ImageSource.registry(…).',
  source: cdi('pkg/apiserver/webhooks/dataimportcron-validate.go: validateDataImportCronSpec'),
  acceptable: false,
};

export const IMPORTED_ONCE: PropRule = {
  id: 'IMG020',
  name: 'images/imported-once',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Props of refreshed images are not given to an image that is imported once',
  why: 'They have no effect there, so what was meant does not happen.',
  remedy: 'Leave the prop out, or give the source a refresh.',
  source: own(),
  acceptable: true,
};

export const REFRESHED_BINDING: PropRule = {
  id: 'IMG021',
  name: 'images/refreshed-binding',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A refreshed image is bound at once',
  why: 'CDI asks for immediate binding of each import, whatever is said.',
  remedy: 'Leave bindImmediately out.',
  source: cdi('pkg/controller/dataimportcron-controller.go: newSourceDataVolume'),
  acceptable: false,
};
