import { Construct, IConstruct } from 'constructs';
import { faultOfProp, ruleOfFault } from './fault';
import { freeId, reportId } from './id';
import { report } from '../findings/findings';
import { noteMaker } from '../findings/makers';
import { PropFault, StructName, usableProps } from '../props/check';
import { isRequired } from '../props/struct';

/** Stand-ins for props that are missing or wrong, by prop. An optional prop gets its stand-in only if it is wrong. */
export type StandIns<T> = { readonly [P in keyof T]?: () => T[P] };

/** What a construct is given, in a form that it can work with. */
export interface Given<T> {
  /** The given id; another one if the scope has it already or if it is not a string. */
  readonly id: string;
  /** The props without faulty parts, with stand-ins for required ones. */
  readonly props: T;
  /** Reports the faults. */
  readonly report: (construct: Construct) => void;
}

/** What a construct is given, and how it takes props. */
export interface Giving<T> {
  readonly scope: Construct;
  readonly id: string;
  readonly struct: StructName;
  readonly props: T | undefined;
  /** Whether a subclass may have props of its own. */
  readonly open: boolean;
  readonly standIns?: StandIns<NoInfer<T>>;
}

/**
 * Checks the scope, the id and the props of a construct before it is made.
 * @throws if the scope is not a construct
 */
export function takeProps<T extends object>({ scope, id, struct, props, open, standIns }: Giving<T>): Given<T> {
  const free = freeId(scope, id);
  const usable = usableProps<T>(struct, props, { open });
  const needsStandIn = (prop: string) => isRequired(struct, prop) || usable.faults.some(isAbout(prop));
  const complete = usable.faults.length === 0 ? usable.props : withStandIns(usable.props, needsStandIn, standIns);
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

/** Reports the faults of a construct's props, and suppresses findings that follow from stand-ins. */
export function reportProps(construct: IConstruct, struct: StructName, faults: readonly PropFault[]): void {
  for (const each of faults) {
    const props = each.meant === undefined ? [each.prop] : [each.prop, each.meant];
    report(construct, ruleOfFault(each), [faultOfProp(each)], {
      props,
      isRequired: props.some((prop) => isRequired(struct, prop)),
    });
  }
}

/** Whether a fault is in a prop, or in a misspelt one that most likely means the prop. */
function isAbout(name: string): (fault: PropFault) => boolean {
  const isIn = (path: string | undefined) => path === name || path?.startsWith(`${name}.`) === true;
  return ({ prop, meant }) => isIn(prop) || isIn(meant);
}

function withStandIns<T extends object>(props: T, isNeeded: (prop: string) => boolean, standIns: StandIns<T> = {}): T {
  const complete = { ...props };
  for (const prop of Object.keys(standIns) as (keyof T & string)[]) {
    if (isNeeded(prop)) complete[prop] ??= standIns[prop]!();
  }
  return complete;
}
