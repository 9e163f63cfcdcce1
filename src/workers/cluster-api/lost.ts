import type { KubeadmFile, KubeadmJoin } from './kubeadm';
import { usualRollout } from './machine-deployment';
import { ClusterApiOptions, RolloutType } from './options';
import { Fault, fault } from '../../findings/rule';

const AT = 'backend.bootstrap';

/** The options of a pool that have no effect, or say nothing. */
export function* lostOptions(
  { bootstrap, rollout = {} }: ClusterApiOptions, isStateless: boolean,
): Iterable<Fault> {
  const type = rollout.type ?? usualRollout(isStateless);
  for (const option of ['maxSurge', 'maxUnavailable'] as const) {
    if (type !== RolloutType.ON_DELETE || rollout[option] === undefined) continue;
    const why = rollout.type === undefined ? ', as for every pool that is not stateless' : '';
    yield fault(`backend.rollout.${option}`, `is given, but the type is OnDelete${why}, which replaces no machine by `
      + 'itself', 'Leave it out, or write RolloutType.ROLLING_UPDATE.');
  }
  const join = bootstrap?._join;
  if (join === undefined) return;
  yield* labelFaults(join);
  for (const [index, file] of (join.files ?? []).entries()) yield* fileFaults(file, `${AT}.files[${index}]`);
}

function* labelFaults({ nodeLabels = {}, kubeletExtraArgs }: KubeadmJoin): Iterable<Fault> {
  if (Object.keys(nodeLabels).length > 0 && kubeletExtraArgs?.['node-labels'] !== undefined) {
    yield fault(`${AT}.kubeletExtraArgs["node-labels"]`, 'is given beside nodeLabels, which is the same argument',
      'Write all labels into nodeLabels.');
  }
  for (const [key, value] of Object.entries(nodeLabels)) {
    if (!`${key}${value}`.includes(',')) continue;
    yield fault(`${AT}.nodeLabels["${key}"]`, `is "${value}". The kubelet takes a comma for the end of a label, so it `
      + 'would read another one', 'Write a label without commas.');
  }
}

function* fileFaults({ content, secretName, secretKey }: KubeadmFile, at: string): Iterable<Fault> {
  if (secretName !== undefined) return;
  if (secretKey !== undefined) {
    yield fault(`${at}.secretKey`, 'is given, but no Secret', 'Write secretName too, or leave it out.');
  } else if (content === undefined) {
    yield fault(at, 'has neither content nor secretName, so the file would be empty', 'Write one of them.');
  }
}
