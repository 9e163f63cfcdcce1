import { Construct, IConstruct } from 'constructs';
import { faultOfProp, ruleOfFault } from './fault';
import { freeId, reportId } from './id';
import { report } from '../findings/findings';
import { noteMaker } from '../findings/makers';
import { PropFault, StructName, usableProps } from '../props/check';
import { isRequired } from '../props/struct';

/** What stands in for required props that are missing or wrong, by the prop. */
export type StandIns<T> = { readonly [P in keyof T]?: () => T[P] };

/** What a construct is given, made fit to go on with. */
export interface Given<T> {
  /** The id, or another one if the scope holds it already or it is not a text. */
  readonly id: string;
  /** The props without what is wrong with them, and with stand-ins for what must be there. */
  readonly props: T;
  /** Reports what was wrong. */
  readonly report: (construct: Construct) => void;
}

/** How a construct is given its props. */
export interface Giving<T> {
  readonly scope: Construct;
  readonly id: string;
  readonly struct: StructName;
  readonly props: T | undefined;
  /** Whether a class that extends the construct's may have taken props of its own. */
  readonly open: boolean;
  readonly standIns?: StandIns<NoInfer<T>>;
}

/**
 * Looks at the scope, the id and the props of a construct before it is made.
 * @throws if the scope is not a construct
 */
export function takeProps<T extends object>({ scope, id, struct, props, open, standIns }: Giving<T>): Given<T> {
  const free = freeId(scope, id);
  const usable = usableProps<T>(struct, props, { open });
  const complete = usable.faults.length === 0 ? usable.props : withStandIns(usable.props, standIns);
  return {
    id: free,
    props: complete,
    report: (construct) => {
      noteMaker(construct);
      if (free !== id) reportId(construct, id, scope);
      reportProps(construct, struct, usable.faults);
    },
  };
}

/** Reports what is wrong with the props of a construct, so that nothing is said of what follows from the stand-ins. */
export function reportProps(construct: IConstruct, struct: StructName, faults: readonly PropFault[]): void {
  for (const each of faults) {
    const props = each.meant === undefined ? [each.prop] : [each.prop, each.meant];
    report(construct, ruleOfFault(each), [faultOfProp(each)], {
      props,
      isRequired: props.some((prop) => isRequired(struct, prop)),
    });
  }
}

function withStandIns<T extends object>(props: T, standIns: StandIns<T> = {}): T {
  const complete = { ...props };
  for (const prop of Object.keys(standIns) as (keyof T)[]) complete[prop] ??= standIns[prop]!();
  return complete;
}
