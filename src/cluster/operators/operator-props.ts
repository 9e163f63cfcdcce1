import type { KubernetesObject } from '../../releases/facts';
import type { Component } from '../../rules/kubevirt/components';
import { propOfField, valueAt } from '../intent';

/** The props of a cluster for one of its operators. */
export interface OperatorProps {
  /** The props of the cluster. */
  readonly props: object;
  /** The prop that configures the operator. */
  readonly options: 'kubevirtOperator' | 'cdiOperator';
  /** The prop that names images. */
  readonly images: 'kubevirtImages' | 'cdiImages';
  readonly components: { readonly [component: string]: Component };
  /** How many tolerations upstream's operator has. Given tolerations follow them. */
  readonly usualTolerations: number;
}

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers[0]`;

/**
 * The prop that a field of an operator's Deployment came from; undefined if there is none, or if a patch changed the
 * field.
 */
export function propOfOperator(
  operator: OperatorProps,
  field: string,
  written: unknown,
  made: KubernetesObject,
): string | undefined {
  const { props, options, images, components, usualTolerations } = operator;
  const imageProp = (component: string): string => {
    const prop = `${images}.${component}`;
    return valueAt(props, prop) === undefined ? 'registry' : prop;
  };
  const placement = `${options}.nodePlacement`;
  const table: { [field: string]: string } = {
    'spec.replicas': `${options}.replicas`,
    [`${CONTAINER}.resources`]: `${options}.resources`,
    [`${CONTAINER}.image`]: imageProp('operator'),
    [`${POD}.nodeSelector`]: `${placement}.nodeSelector`,
    [`${POD}.affinity`]: `${placement}.affinity`,
  };
  const toleration = /^spec\.template\.spec\.tolerations\[(\d+)\]/.exec(field);
  if (toleration !== null && Number(toleration[1]) >= usualTolerations) {
    table[toleration[0]] = `${placement}.tolerations[${Number(toleration[1]) - usualTolerations}]`;
  }
  const variable = /^spec\.template\.spec\.containers\[0\]\.env\[\d+\]/.exec(field)?.[0];
  if (variable !== undefined) {
    const name = valueAt(made, `${variable}.name`);
    const component = Object.keys(components).find((each) => components[each].variable === name);
    if (component !== undefined) table[`${variable}.value`] = imageProp(component);
  }
  return propOfField(table, field, { props, written, made });
}
