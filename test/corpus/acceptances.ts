import { ApiObject } from 'cdk8s';
import { Plain, Right, right, stricter, Wrong, wrong } from './case';
import type { Scene } from './scene';
import { Findings } from '../../src';

const UNSEEN = "an acceptance is the program's own; no server sees it";

/** An object with an annotation that kustomize does not read as text. */
function unreadable(scene: Scene): Plain[] {
  const metadata = { name: 'values', namespace: 'cluster-a', annotations: { '1e3': 'a' } };
  return [new ApiObject(scene.infra, 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata }).toJson()];
}

function accepting(rule: string, reason: string): Wrong['program'] {
  return (scene) => {
    Findings.accept(scene.infra, rule, reason);
    return unreadable(scene);
  };
}

/** The annotation is fine, so nothing needs the acceptance. */
function nothingToAccept(scene: Scene): Plain[] {
  Findings.accept(scene.infra, 'K8S016', 'the layer is not built with kustomize');
  return [];
}

const REASON = 'the layer is not built with kustomize';
const good = accepting('K8S016', REASON);

export const ACCEPTANCES: readonly Wrong[] = [
  wrong(
    'ACC001',
    'a rule that does not exist',
    accepting('K8S999', REASON),
    'the acceptance of K8S999 names a rule that does not exist',
    stricter(UNSEEN),
  ),
  wrong(
    'ACC002',
    'nothing but spaces for a reason',
    accepting('K8S016', '  '),
    'the acceptance of K8S016 has no reason',
    stricter(UNSEEN),
  ),
  ...['.', '\u200b\u00a0', '-- !'].map((reason) => wrong(
    'ACC002',
    `${JSON.stringify(reason)} for a reason`,
    accepting('K8S016', reason),
    'the acceptance of K8S016 has no reason',
    stricter(UNSEEN),
  )),
  wrong(
    'ACC003',
    'what the API server refuses',
    accepting('K8S006', REASON),
    'the acceptance of K8S006 does nothing: what breaks the rule',
    stricter(UNSEEN),
  ),
  wrong('ACC004', 'nothing to accept', nothingToAccept, 'the acceptance of K8S016 is not needed', stricter(UNSEEN)),
  {
    ...wrong(
      'ACC005',
      'an entry that nothing needs',
      (scene) => {
        void scene.infra;
        return [];
      },
      'not-needed.yaml) is not needed',
      stricter(UNSEEN),
    ),
    configuration: 'not-needed.yaml',
  },
  {
    ...wrong(
      'ACC006',
      'an entry that is not a map',
      (scene) => {
        void scene.infra;
        return [];
      },
      'has an entry accept[0] that is not made of',
      stricter(UNSEEN),
    ),
    configuration: 'broken.yaml',
  },
];

export const ACCEPTANCES_RIGHT: readonly Right[] = [
  right('ACC001', 'a rule that exists', good),
  right('ACC002', 'a reason', good),
  right('ACC003', 'a rule of our own', good),
  right('ACC004', 'something to accept', good),
  { ...right('ACC005', 'an entry that is needed', unreadable), configuration: 'needed.yaml' },
  { ...right('ACC006', 'rule, where and reason', unreadable), configuration: 'needed.yaml' },
];
