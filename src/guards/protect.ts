import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { beforePrepare } from '../inventory/prepare';
import { PROTECTED_LABEL } from '../layout/protection';
import { rendered } from '../layout/rendered';
import { splitApiVersion } from '../releases/api-versions';
import { isProtectable } from '../rules/guard/guarded-kinds';
import { textOf } from '../toolkit/lazy';
import { items } from '../toolkit/shape';

const PROTECTED = { [PROTECTED_LABEL]: 'true' };
/** The label as a part of a JSON pointer. */
const POINTER = PROTECTED_LABEL.replace('/', '~1');
const ID = 'deletion-protection';

/** Labels what is to be guarded below a construct, once the program is complete. */
export function protectBelow(construct: IConstruct): void {
  if (construct.node.tryFindChild(ID) !== undefined) return;
  beforePrepare(new Construct(construct as Construct, ID), () => {
    for (const child of construct.node.findAll()) if (ApiObject.isApiObject(child)) protect(child);
  });
}

function protect(apiObject: ApiObject): void {
  const [group] = splitApiVersion(textOf(apiObject.apiVersion));
  const kind = textOf(apiObject.kind);
  if (!isProtectable(group, kind)) return;
  if (apiObject.metadata.getLabel(PROTECTED_LABEL) === undefined) apiObject.metadata.addLabel(PROTECTED_LABEL, 'true');
  if (kind === 'VirtualMachine') protectDisks(apiObject);
}

/** KubeVirt gives the labels of a template to the DataVolume, and CDI gives them to its claim. */
function protectDisks(machine: ApiObject): void {
  const { spec } = (rendered(machine) ?? {}) as { readonly spec?: { readonly dataVolumeTemplates?: unknown } };
  items(spec?.dataVolumeTemplates as Template[] | undefined).forEach(({ metadata }, index) => {
    if (metadata?.labels?.[PROTECTED_LABEL] !== undefined) return;
    const labels = `/spec/dataVolumeTemplates/${index}/metadata/labels`;
    machine.addJsonPatch(metadata?.labels === undefined
      ? JsonPatch.add(labels, PROTECTED) : JsonPatch.add(`${labels}/${POINTER}`, 'true'));
  });
}

interface Template {
  readonly metadata?: { readonly labels?: { readonly [key: string]: string } };
}
