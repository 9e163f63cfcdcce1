import { nodePlacement, placementProblems } from './node-placement';
import type { ContainerResources, OperatorOptions } from './operator-options';
import { mergeDeep } from '../toolkit/merge';
import type { Sentence } from '../toolkit/problems';
import { Quantity } from '../toolkit/quantity';

/** Checks how an operator is to run, whose own resources those given are laid over. */
export function operatorOptions(what: string, options: OperatorOptions | undefined, usual: ContainerResources): Sentence[] {
  const replicas = options?.replicas;
  return [
    replicas === undefined || (Number.isInteger(replicas) && replicas > 0) ? undefined : `${what}.replicas is ${replicas}, so nothing would look after the cluster. Write a whole number from 1.`,
    ...containerResources(`${what}.resources`, options?.resources && mergeDeep(usual, options.resources)),
    ...placementProblems(`${what}.nodePlacement`, options?.nodePlacement && nodePlacement(options.nodePlacement)),
  ];
}

/** Checks requests and limits: readable, and no request above its limit (Kubernetes v1.34 pkg/apis/core/validation, validateResourceRequirements). */
export function containerResources(what: string, resources: ContainerResources | undefined): Sentence[] {
  const amounts = [...Object.entries(resources?.requests ?? {}).map(([name, text]) => ['requests', name, text]), ...Object.entries(resources?.limits ?? {}).map(([name, text]) => ['limits', name, text])];
  const unreadable = amounts.map(([kind, name, text]) => {
    const quantity = Quantity.parse(text);
    return quantity === undefined || quantity.isNegative() ? `${what}.${kind}.${name} "${text}" is not a Kubernetes quantity. Write one such as "500m" for cpu or "512Mi" for memory.` : undefined;
  });
  const above = Object.entries(resources?.requests ?? {}).map(([name, text]) => {
    const limit = resources?.limits?.[name];
    const [low, high] = [Quantity.parse(text), limit === undefined ? undefined : Quantity.parse(limit)];
    return low !== undefined && high?.isLessThan(low) ? `${what}.requests.${name} "${text}" is more than its limit "${limit}", so no such pod can be made. Raise the limit or lower the request.` : undefined;
  });
  return [...unreadable, ...above];
}
