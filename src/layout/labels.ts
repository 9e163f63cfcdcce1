import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { notLabelValue } from '../toolkit/names';

/** Labels of an object, by their keys. */
export interface Labels {
  readonly [key: string]: string;
}

const NAMES = Symbol.for('cdk8s-kubevirt.names');

const DOMAIN = 'cdk8s-kubevirt.io';
const MANAGED_BY: Labels = { 'app.kubernetes.io/managed-by': 'cdk8s-kubevirt' };

/**
 * Sets the names that objects below a construct have as labels. A name that is not valid as a label's value is left
 * out: a shortened one could be that of somebody else.
 */
export function nameInLabels(construct: IConstruct, name: string, is: 'cluster' | 'tenant'): void {
  const above = construct.node.scope === undefined ? MANAGED_BY : namesAround(construct.node.scope);
  const ours = { 'app.kubernetes.io/part-of': name, [`${DOMAIN}/${is}`]: name };
  const isValue = name !== '' && notLabelValue(name) === undefined;
  Object.defineProperty(construct, NAMES, { value: isValue ? { ...above, ...ours } : above, configurable: true });
}

/**
 * Labels of an object that a construct makes, so that whoever finds it in the cluster knows where it belongs:
 * Kubernetes' recommended `managed-by` and `part-of`, and the names of the cluster and the tenant. Nothing selects by
 * them. Labels of the user have precedence: those given, and those of the chart around the construct.
 */
export function labelled(construct: IConstruct, given?: Labels): Labels {
  return { ...namesAround(construct), ...Chart.of(construct).labels, ...given };
}

function namesAround(construct: IConstruct): Labels {
  let scope: IConstruct | undefined = construct;
  while (scope !== undefined) {
    const names = (scope as { [NAMES]?: Labels })[NAMES];
    if (names !== undefined) return names;
    scope = scope.node.scope;
  }
  return MANAGED_BY;
}
