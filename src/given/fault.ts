import { Fault, fault } from '../findings/rule';
import type { PropFault } from '../props/check';
import { CONTROL_PLANE_NODES, IMAGE_OF_NO_COMPONENT } from '../rules/kubevirt/images';
import { CLOUD_INIT_WORD } from '../rules/machine/guest-data';
import { SCALE_IN_WORD } from '../rules/pool/closed-sets';
import { MISSING_PROP, PROP_TYPE, PROP_WORD, UNKNOWN_PROP } from '../rules/props/rules';
import type { PropRule } from '../rules/rule';
import { PRESET } from '../rules/scheduling/policy';
import { table } from '../toolkit/table';

/** Unknown props of these structs, and invalid values of these enums, have rules that explain the consequences. */
const RULE_OF: { readonly [of: string]: PropRule | undefined } = table({
  CdiImages: IMAGE_OF_NO_COMPONENT,
  CloudInitType: CLOUD_INIT_WORD,
  ControlPlaneNodes: CONTROL_PLANE_NODES,
  KubeVirtImages: IMAGE_OF_NO_COMPONENT,
  Preset: PRESET,
  ScaleInStrategy: SCALE_IN_WORD,
});

/** The rule that a fault of a prop breaks. */
export function ruleOfFault({ kind, of }: PropFault): PropRule {
  const own = of === undefined ? undefined : RULE_OF[of];
  if (own !== undefined) return own;
  switch (kind) {
    case 'unknown': return UNKNOWN_PROP;
    case 'missing': return MISSING_PROP;
    case 'type': return PROP_TYPE;
    case 'word': return PROP_WORD;
  }
}

/** A fault of a prop in the form of findings. */
export function faultOfProp({ prop, says, remedy }: PropFault): Fault {
  return fault(prop, says, remedy);
}
