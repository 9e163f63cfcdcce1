import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { isWhole } from '../../inventory/whole-namespace';
import { fieldBelow } from '../../toolkit/path';
import type { ObjectRule } from '../rule';
import { textsIn } from './shape';
import { kubernetes } from '../sources';

const TOKEN_TYPE = 'kubernetes.io/service-account-token';
const ACCOUNT = 'kubernetes.io/service-account.name';
const FIELD = fieldBelow('metadata.annotations', ACCOUNT);

export const TOKEN_WITHOUT_ACCOUNT: ObjectRule = {
  id: 'TENANT079',
  name: 'tenants/token-without-account',
  on: 'object',
  kinds: ['/Secret'],
  severity: Severity.ERROR,
  title: 'A Secret for the token of a service account names the account',
  why: 'The API server refuses it otherwise.',
  remedy: `Write the name of the account in the annotation ${ACCOUNT}.`,
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidateSecret'),
  acceptable: false,

  *check(object) {
    if (object.type !== TOKEN_TYPE || (textsIn(object.metadata?.annotations)[ACCOUNT] ?? '') !== '') return;
    yield fault(FIELD, `is missing, so the API server refuses this Secret of type ${TOKEN_TYPE}`, this.remedy);
  },
};

export const TOKEN_OF_NOBODY: ObjectRule = {
  id: 'TENANT080',
  name: 'tenants/token-of-nobody',
  on: 'object',
  kinds: ['/Secret'],
  severity: Severity.ERROR,
  title: 'The service account for whose token a Secret is made exists',
  why: 'Kubernetes deletes the Secret again if there is no such account, and no controller gets a token.',
  remedy: 'Write the name of a ServiceAccount of the namespace.',
  source: kubernetes('pkg/controller/serviceaccount/tokens_controller.go: syncSecret'),
  acceptable: true,

  *check(object, { cluster, namespace }) {
    const name = textsIn(object.metadata?.annotations)[ACCOUNT] ?? '';
    if (object.type !== TOKEN_TYPE || name === '' || name === 'default' || !isWhole(cluster, namespace)) return;
    if (cluster?.find('', 'ServiceAccount', name, namespace) !== undefined) return;
    yield fault(FIELD, `names "${name}", but namespace "${namespace}" has no such ServiceAccount, so Kubernetes `
      + 'deletes the Secret', this.remedy);
  },
};
