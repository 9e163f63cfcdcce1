import { Severity } from '../../findings/finding';
import { about } from '../../findings/rule';
import { notOneOf } from '../../toolkit/one-of';
import { ofSources, SOURCE_KINDS } from '../image/filling';
import type { ObjectRule } from '../rule';
import { cdi } from '../sources';

export const REGISTRY_ARCHITECTURE: ObjectRule = {
  id: 'DSK009',
  name: 'disks/registry-architecture',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.ERROR,
  title: 'The architecture of a registry image is in the words of container images',
  why: 'CDI compares it letter by letter with what the image says, which has the words of Go, and the import fails. '
    + 'With pull method node it waits for a node of that architecture.',
  remedy: 'Write a word such as "amd64", "arm64" or "s390x".',
  source: cdi('pkg/importer/transport.go: validateImagePlatformMatch', 'v1.65.0'),
  acceptable: true,

  check: ofSources(function* ({ source, at }) {
    const architecture = source.registry?.platform?.architecture;
    if (!architecture) return;
    yield* about(`${at}.source.registry.platform.architecture`, notOneOf(architecture, ARCHITECTURES));
  }),
};

/** The architectures that Go builds programs for, except those of browsers. */
const ARCHITECTURES = [
  'amd64', 'arm64', 's390x', 'ppc64le', 'riscv64', 'loong64', '386', 'arm', 'mips', 'mipsle', 'mips64', 'mips64le',
  'ppc64',
];
