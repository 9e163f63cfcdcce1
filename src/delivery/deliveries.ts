import type { App } from 'cdk8s';
import type { Split } from './model/shards';
import type { DeliveryWriter } from './model/writer';
import type { DeliveryTarget } from './options';

const DELIVERIES = Symbol.for('cdk8s-kubevirt.deliveries');

/** A controller that the bundle of an app is delivered with. */
export interface AskedDelivery {
  /** The call by which a program asks for it, such as `Delivery.argoCd`. */
  readonly call: string;
  readonly writer: DeliveryWriter;
  /** The clusters that its options name. */
  readonly targets: readonly DeliveryTarget[];
  /** Whether the controller deletes what has left the bundle; it does if this is undefined. */
  readonly prunes?: boolean;
}

/** What a program asks of the delivery of its bundle. */
export interface Deliveries {
  readonly asked: AskedDelivery[];
  readonly splits: Split[];
}

/** What was asked of an app; undefined if its bundle is not delivered. */
export function deliveriesOf(app: App): Deliveries | undefined {
  return (app as { [DELIVERIES]?: Deliveries })[DELIVERIES];
}

/** The same, to be added to. */
export function deliveriesFor(app: App): Deliveries {
  const known = deliveriesOf(app);
  if (known !== undefined) return known;
  const fresh: Deliveries = { asked: [], splits: [] };
  Object.defineProperty(app, DELIVERIES, { value: fresh });
  return fresh;
}
