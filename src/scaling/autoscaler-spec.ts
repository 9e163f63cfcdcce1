/** The spec of a HorizontalPodAutoscaler (autoscaling/v2 of Kubernetes v1.35), as far as it is written here. */
export interface HorizontalPodAutoscalerSpec {
  readonly scaleTargetRef: ScaleTarget;
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  readonly metrics?: readonly object[];
  readonly behavior?: ScalingBehavior;
}

/** The object whose number of replicas is set. */
export interface ScaleTarget {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly name: string;
}

/** How fast the number changes. */
export interface ScalingBehavior {
  readonly scaleUp?: ScalingRules;
  readonly scaleDown?: ScalingRules;
}

/** How fast the number changes in one direction. */
export interface ScalingRules {
  readonly policies?: readonly { readonly type: string; readonly value: number; readonly periodSeconds: number }[];
  readonly selectPolicy?: string;
  readonly stabilizationWindowSeconds?: number;
  readonly tolerance?: string;
}
