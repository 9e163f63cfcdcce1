package kube

import (
	"context"
	"fmt"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/rest"
)

// tokenSeconds is longer than any run takes.
const tokenSeconds = 4 * 3600

// Token makes a token of a ServiceAccount, as a pod that runs as this account is given one.
func (c *Client) Token(ctx context.Context, namespace, account string) (string, error) {
	resource, err := c.resource(schema.FromAPIVersionAndKind("v1", "ServiceAccount"), namespace)
	if err != nil {
		return "", err
	}
	request := &Object{Object: map[string]any{
		"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "metadata": map[string]any{"name": account},
		"spec": map[string]any{"expirationSeconds": int64(tokenSeconds)},
	}}
	answer, err := resource.Create(ctx, request, createOptions, "token")
	if err != nil {
		return "", fmt.Errorf("a token of ServiceAccount %s/%s: %w", namespace, account, err)
	}
	return Text(answer, "status", "token"), nil
}

// WithToken is a client that has nothing but a token of a ServiceAccount.
func (c *Client) WithToken(ctx context.Context, namespace, account string) (*Client, error) {
	token, err := c.Token(ctx, namespace, account)
	if err != nil {
		return nil, err
	}
	config := rest.AnonymousClientConfig(c.Config)
	config.BearerToken = token
	return New(config)
}
