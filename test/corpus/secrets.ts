import { ApiObject } from 'cdk8s';
import { Plain, Right, right, stricter, Wrong, wrong } from './case';
import type { Scene } from './scene';

const IN_GIT = stricter('Kubernetes takes it, and everyone who may read the Git repository reads it');

/** A Secret or a ConfigMap of the user's own below a cluster. */
function made(scene: Scene, kind: string, content: object): ApiObject {
  const object: Plain = { apiVersion: 'v1', kind, metadata: { name: 'app', namespace: 'cluster-a' }, ...content };
  return new ApiObject(scene.infra, 'object', object);
}

function readable(name: string, kind: string, content: object, says: string): Wrong {
  return wrong('K8S021', name, (scene) => [made(scene, kind, content)], says, IN_GIT);
}

function harmless(name: string, kind: string, content: object): Right {
  return right('K8S021', name, (scene) => made(scene, kind, content));
}

/** Objects that hold a secret. */
export const SECRETS: readonly Wrong[] = [
  readable('a Secret', 'Secret', { stringData: { value: 'hunter2' } },
    'stringData.value holds what looks like a secret (the data of a Secret)'),
  readable('a Secret in base64', 'Secret', { data: { value: 'aHVudGVyMg==' } },
    'data.value holds what looks like a secret (the data of a Secret)'),
  readable('user data in a Secret', 'Secret', { stringData: { userdata: '#cloud-config\npassword: hunter2\n' } },
    'stringData.userdata holds what looks like a secret (a value for "password")'),
  readable('a ConfigMap', 'ConfigMap', { data: { 'app.conf': 'db_password=hunter2' } },
    'holds what looks like a secret (a value for "db_password")'),
  readable('an annotation', 'ConfigMap',
    { metadata: { name: 'app', namespace: 'cluster-a', annotations: { 'example.com/token': 'abcdef123456' } } },
    'holds what looks like a secret (a value for "token")'),
  readable('a login in an annotation', 'ConfigMap',
    { metadata: { name: 'app', namespace: 'cluster-a', annotations: { 'basic-auth': 'user:pass' } } },
    'holds what looks like a secret (a value for "basic-auth")'),
];

/** Objects that speak of secrets and hold none. */
export const SECRETS_RIGHT: readonly Right[] = [
  harmless('a Secret that others fill', 'Secret', { stringData: { value: '${VALUE}', username: 'me' } }),
  harmless('user data without a secret', 'Secret', { stringData: { userdata: '#cloud-config\npackages: [a]\n' } }),
  harmless('the name of a Secret with a login', 'ConfigMap', {
    metadata: {
      name: 'app', namespace: 'cluster-a', annotations: { 'example.com/auth-secret': 'cluster-a/basic-auth' },
    },
  }),
  harmless('the name of a Secret', 'ConfigMap', { data: { 'app.yaml': 'secretName: my-tls\n' } }),
];
