import { Fault, about, fault } from '../../findings/rule';
import { notDnsLabel, notDnsSubdomain, notLabelValue } from '../../toolkit/names';
import { repeated } from '../../toolkit/shape';
import type { ArgoCdOptions } from '../argocd/options';
import type { FluxOptions } from '../flux/options';
import type { DeliveryOptions, DeliveryTarget } from '../options';

/** The address of an API server, for which Argo CD has another field. */
const ADDRESS = /^https?:/;

/** A word of a destination: in projects of Argo CD, `*` and others are wildcards, and templates have braces. */
const DESTINATION = /^[A-Za-z0-9][\w.:@/+-]*$/;

/** What Git has no name with (git check-ref-format), and what stands for many names. */
const NO_REVISION = /[\s~^:?*[\]\\{}"]|\.\.|^$|^[/-]|\/$/;
const VERSION = /^v?\d+\.\d+\.\d+([-+][\w.+-]*)?$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** OCI distribution specification v1.1: a tag. */
const TAG = /^\w[\w.-]{0,127}$/;

/** What stands for many paths or is replaced, and steps out of the repository. */
const NO_PATH = /[*?[\]{}\\"\s]|(^|\/)\.\.(\/|$)/;

/** What is wrong with the options that both controllers have, for the call whose options they are. */
function commonFaults({ path, namespace, clusters = [] }: Options, call: string): Fault[] {
  const found = [...about('namespace', namespace === undefined ? undefined : notDnsLabel(namespace))];
  if (path !== undefined && NO_PATH.test(path)) {
    found.push(fault('path', `is ${JSON.stringify(path)}, which is not a path below the root of the repository`,
      'Write the path of one folder, such as "dist", without "..", spaces and wildcards.'));
  }
  clusters.forEach(({ stage }, index) => {
    const field = `clusters[${index}].stage`;
    if (stage === '') found.push(fault(field, 'is empty', 'Write the name of a stage, or leave it out.'));
    else if (stage !== undefined) found.push(...about(field, notLabelValue(stage)));
  });
  return of(call, found);
}

type Options = DeliveryOptions & { readonly namespace?: string; readonly clusters?: readonly DeliveryTarget[] };

/** What is wrong with the options of Argo CD, apart from its repository. */
export function argoCdFaults(options: ArgoCdOptions): Fault[] {
  const { revision, clusters = [] } = options;
  const found = clusters.flatMap(({ destination }, index) => {
    if (destination === undefined || DESTINATION.test(destination) && !ADDRESS.test(destination)) return [];
    const why = ADDRESS.test(destination) ? 'which is an address and not a name' : 'which names no cluster';
    return [fault(`clusters[${index}].destination`, `is ${JSON.stringify(destination)}, ${why}`,
      'Write the name by which Argo CD knows the cluster (argocd cluster list), without quotes and wildcards.')];
  });
  return [...commonFaults(options, 'Delivery.argoCd'), ...of('Delivery.argoCd', [...found, ...gitRevision(revision)])];
}

/** What is wrong with the options of Flux, apart from its repository. */
export function fluxFaults(options: FluxOptions): Fault[] {
  const { repositoryUrl, revision, clusters = [], sourceSecretName, serviceAccountName, verification = {} } = options;
  const isOci = repositoryUrl.startsWith('oci://');
  const names: [string, string | undefined][] = [
    ['sourceSecretName', sourceSecretName], ['serviceAccountName', serviceAccountName],
    ['verification.secretName', verification.secretName],
    ...clusters.map(({ kubeConfigSecretName }, index): [string, string | undefined] => (
      [`clusters[${index}].kubeConfigSecretName`, kubeConfigSecretName])),
    ...clusters.map(({ fluxIn }, index): [string, string | undefined] => [`clusters[${index}].fluxIn`, fluxIn]),
  ];
  return [...commonFaults(options, 'Delivery.flux'), ...of('Delivery.flux', [
    ...(isOci ? artifactRevision(revision) : fluxRevision(revision)),
    ...names.flatMap(([field, name]) => (name === undefined ? [] : about(field, notDnsSubdomain(name)))),
    ...(verification.identities ?? []).flatMap((identity, index) => (['issuer', 'subject'] as const).flatMap((part) => (
      expression(`verification.identities[${index}].${part}`, identity[part])))),
    ...(['sourceInterval', 'interval', 'retryInterval'] as const).flatMap((field) => {
      const isZero = options[field] !== undefined && options[field].toMilliseconds({ integral: false }) <= 0;
      return isZero ? [fault(field, 'is zero, so Flux would never rest', 'Write a minute or more.')] : [];
    }),
  ])];
}

function gitRevision(revision: string | undefined): Fault[] {
  if (revision === undefined || !NO_REVISION.test(revision)) return [];
  return [fault('revision', `is ${JSON.stringify(revision)}, which no branch, tag or commit is called`,
    'Write the name of a branch or tag, or the hash of a commit.')];
}

function fluxRevision(revision: string | undefined): Fault[] {
  if (revision === undefined || !VERSION.test(revision)) return gitRevision(revision);
  return [fault('revision', `is "${revision}", which Flux would look for among the branches`,
    `Write "refs/tags/${revision}", or "refs/heads/${revision}" if it is a branch.`)];
}

function artifactRevision(revision: string | undefined): Fault[] {
  if (revision === undefined || DIGEST.test(revision) || TAG.test(revision)) return [];
  return [fault('revision', `is ${JSON.stringify(revision)}, which is neither a tag nor a digest`,
    'Write a tag such as "v1.2.0", or a digest: "sha256:" and 64 digits from 0 to f.')];
}

/** Flags of an expression of Go that those of JavaScript do not have. */
const FLAGS = /^\(\?[imsU]+\)/;

/** The controller is written in Go; JavaScript's regular expressions are close to Go's. */
function expression(field: string, text: string): Fault[] {
  if (text === '') return [fault(field, 'is empty, and an empty expression matches anybody', 'Write who signs.')];
  try {
    new RegExp(text.replace(FLAGS, ''));
    return [];
  } catch {
    return [fault(field, `is ${JSON.stringify(text)}, which is not a regular expression`,
      'Write one, such as "^https://github.com/acme/platform/.*$".')];
  }
}

/** A fault for each cluster that options name twice. */
export function twiceFaults({ clusters = [] }: Options, call: string): Fault[] {
  return repeated(clusters.map(({ name }) => name)).map((name) => (
    fault(`clusters of ${call}`, `names "${name}" twice`, 'Leave one of them out.')));
}

function of(call: string, faults: readonly Fault[]): Fault[] {
  return faults.map((each) => ({ ...each, field: `${each.field} of ${call}` }));
}
