import { BAD, DOUBTFUL, providerRule } from './deployment-rule';
import { about, fault } from '../../findings/rule';
import { textOf } from '../../machine-controller/config-var';
import { ImageOrigin, originOf } from '../../machine-controller/image-source';
import { PRIMARY_DISK } from '../../machine-controller/parts';
import { notDnsSubdomain } from '../../toolkit/names';
import { present, texts } from '../../toolkit/shape';
import { table } from '../../toolkit/table';
import { headerName, isSecretHeader } from '../image/http';
import { cdi, machineController, own } from '../sources';

const PROVIDER = 'pkg/cloudprovider/provider/kubevirt/provider.go';
const HEADERS = `${PRIMARY_DISK}.extraHeaders`;

export const HEADERS_TWICE = providerRule({
  id: 'MD031',
  name: 'workers/deployment-headers-twice',
  title: 'Headers are in extraHeaders or in the Secret of extraHeadersSecretRef, not in both',
  why: 'machine-controller refuses both together.',
  remedy: 'Write all of them into the Secret.',
  source: machineController(`${PROVIDER}: getConfig`),
}, function* ({ primaryDisk }) {
  if (texts(primaryDisk.extraHeaders).length === 0 || !primaryDisk.extraHeadersSecretRef) return;
  yield fault(HEADERS, 'is written, and so is extraHeadersSecretRef, which machine-controller refuses',
    'Write all headers into the Secret.');
});

export const HEADER_FORM = providerRule({
  ...BAD,
  id: 'MD032',
  name: 'workers/deployment-header-form',
  title: 'An extra header has a name and a colon',
  why: 'CDI leaves a header without a colon out of the request.',
  remedy: 'Write a name, a colon and a value, such as "X-Mirror: eu".',
  source: cdi('pkg/importer/http-datasource.go: addExtraheaders'),
}, function* ({ primaryDisk }) {
  for (const [index, text] of texts(primaryDisk.extraHeaders).entries()) {
    if (headerName(text) !== undefined) continue;
    // The message does not repeat what may be a secret.
    yield fault(`${HEADERS}[${index}]`, 'is not an HTTP header, so CDI would leave it out',
      'Write a name, a colon and a value, such as "X-Mirror: eu".');
  }
});

export const HEADER_IN_CLEAR = providerRule({
  ...BAD,
  id: 'MD033',
  name: 'workers/deployment-header-in-clear',
  title: 'An extra header contains no secret',
  why: 'Everyone who can read the Git repository or the MachineDeployments would see it.',
  remedy: 'Put the headers into a Secret of the infra cluster and name that in extraHeadersSecretRef.',
  source: own('docs/reference/rules.md'),
}, function* ({ primaryDisk }) {
  // Headers beside a Secret have to go anyway.
  if (primaryDisk.extraHeadersSecretRef) return;
  for (const [index, text] of texts(primaryDisk.extraHeaders).entries()) {
    const name = headerName(text);
    if (name === undefined || !isSecretHeader(text)) continue;
    yield fault(`${HEADERS}[${index}]`, `"${name}" looks like a secret, which everyone who can read the Git repository `
      + 'would see', 'Put the headers into a Secret of the infra cluster and name that in extraHeadersSecretRef.');
  }
});

export const HEADERS_IN_DISK = providerRule({
  ...DOUBTFUL,
  id: 'MD034',
  name: 'workers/deployment-headers-in-disk',
  title: 'No header comes from a Secret',
  why: 'machine-controller reads the Secret and writes its content as text into each DataVolume, which more people may '
    + 'read than Secrets.',
  remedy: 'For a user and a password, write dataVolumeSecretRef: CDI reads that Secret itself.',
  source: machineController(`${PROVIDER}: getHTTPExtraHeaders`),
}, function* ({ primaryDisk }) {
  if (!textOf(primaryDisk.extraHeadersSecretRef) || texts(primaryDisk.extraHeaders).length > 0) return;
  yield fault(`${PRIMARY_DISK}.extraHeadersSecretRef`, 'names a Secret whose content machine-controller writes as text '
    + 'into the DataVolume of each machine', 'For a user and a password, write dataVolumeSecretRef in its place.',
  'For a user and a password, write secretRef of the ImageSource in its place.');
});

export const SECRET_NAMES = providerRule({
  ...BAD,
  id: 'MD035',
  name: 'workers/deployment-secret-names',
  title: 'dataVolumeSecretRef and extraHeadersSecretRef are names that Secrets can have',
  why: 'They name Secrets in the namespace of the machines, and are no reference with a key.',
  remedy: 'Write the name of a Secret of the infra cluster.',
  source: machineController(`${PROVIDER}: getHTTPExtraHeaders`),
}, function* ({ primaryDisk }) {
  for (const key of ['dataVolumeSecretRef', 'extraHeadersSecretRef'] as const) {
    const name = textOf(primaryDisk[key]);
    if (name) yield* about(`${PRIMARY_DISK}.${key}`, notDnsSubdomain(name));
  }
});

export const NOT_FOR_SOURCE = providerRule({
  ...DOUBTFUL,
  id: 'MD036',
  name: 'workers/deployment-not-for-source',
  title: 'pullMethod is written for registries alone, and headers and the Secret for HTTP alone',
  why: 'machine-controller ignores them for other sources.',
  remedy: 'Leave them out.',
  source: machineController(`${PROVIDER}: parseOSImageSource`),
}, function* ({ primaryDisk }) {
  const source = originOf(primaryDisk);
  if (source === undefined) return;
  const ignored = present(primaryDisk).filter((key) => (SOURCE_OF[key] ?? source) !== source);
  for (const key of ignored) {
    yield fault(`${PRIMARY_DISK}.${key}`, `has no effect, because the image comes from ${NOUNS[source]}`,
      'Leave it out.');
  }
});

const SOURCE_OF: { readonly [key: string]: ImageOrigin } = table({
  pullMethod: 'registry',
  extraHeaders: 'http',
  extraHeadersSecretRef: 'http',
  dataVolumeSecretRef: 'http',
});

const NOUNS: { readonly [source in ImageOrigin]: string } = table({
  http: 'HTTP', registry: 'a registry', pvc: 'a claim',
});
