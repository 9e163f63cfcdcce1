import { Construct, IConstruct } from 'constructs';
import { refuse } from '../findings/bundle-error';
import { report } from '../findings/findings';
import { fault } from '../findings/rule';
import { described } from '../props/words';
import { ID_TWICE, PROP_TYPE } from '../rules/props/rules';

/**
 * The given id; another one if the scope has it already or if it is not a non-empty string.
 * @throws if the scope is not a construct
 */
export function freeId(scope: Construct, id: string): string {
  if (!isConstruct(scope)) return refuseScope('scope', scope);
  const isText = isId(id);
  if (isText && !isInherited(id) && scope.node.tryFindChild(id) === undefined) return id;
  const base = isText ? id : 'unnamed';
  let count = 2;
  while (scope.node.tryFindChild(`${base}-${count}`) !== undefined) count++;
  return `${base}-${count}`;
}

/** Reports that a construct could not get the given id. */
export function reportId(construct: Construct, id: unknown, scope: Construct): void {
  if (!isId(id)) {
    const problem = `is ${described(id)}, but must be a text of at least one character`;
    report(
      construct,
      PROP_TYPE,
      [fault('id', problem, 'Write a name that no other construct of the scope has.')],
      { props: ['id'], isRequired: true },
    );
    return;
  }
  // names are made from the id, and other mistakes are the construct's own
  const replaced = { props: ['id', 'name', 'namespaceName', 'clusterName', 'metadata.name'], isRequired: false };
  const problem = isInherited(id)
    ? `"${id}" is a name that every object of JavaScript has, so it cannot be the id of a construct`
    : `"${id}" is that of ${scope.node.tryFindChild(id)!.node.path} already, so findings name this one `
      + `${construct.node.id}`;
  report(construct, ID_TWICE, [fault('id', problem, ID_TWICE.remedy)], replaced);
}

/** Whether constructs, which keeps children in a plain object, takes the id for one that is there already. */
function isInherited(id: string): boolean {
  return id in {};
}

/**
 * A construct and those around it, nearest first.
 * @throws if it is not a construct
 */
export function scopesAround(construct: IConstruct): IConstruct[] {
  return isConstruct(construct) ? construct.node.scopes.reverse() : refuseScope('construct', construct);
}

/** Stops the program if a value must be a construct and is not. */
export function refuseScope(what: string, value: unknown): never {
  const problem = `is ${described(value)}, but must be a construct`;
  return refuse(PROP_TYPE, fault(what, problem, 'Write a construct of the program.'), '');
}

/** Whether a value is a construct, of any copy of the library. */
export function isConstruct(value: unknown): value is Construct {
  try {
    return Construct.isConstruct(value) && typeof value.node.tryFindChild === 'function';
  } catch {
    return false;
  }
}

function isId(id: unknown): id is string {
  return typeof id === 'string' && id !== '';
}
